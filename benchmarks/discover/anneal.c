/* Simulated annealing on pair orbits: base rotations whose images under a group repeat no pair.
 *
 * usage: anneal SEED SECONDS < problem        (written by discover.py; all numbers are integers)
 *
 *   points, orbits, unit
 *   most meetings of each orbit
 *   orbit of each pair, points x points
 *   rotations; for each: stabiliser order, its images of each point (order x points),
 *     blocks, then for each block: weight, whether fixed by the stabiliser, seats,
 *     then the first occupant of every seat and the kind of every seat, seats in block order
 *
 * A seat holds one point of each orbit of the stabiliser; seats of one kind may exchange theirs.
 * Prints the occupants, one rotation a line, and exits with 0; exits with 1 at the time limit.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MAX_SEATS = 400, MAX_ROWS = 48, MAX_BLOCK = 32 };

typedef struct {
    int order, blocks, seats, *image;
    int weight[MAX_SEATS], whole[MAX_SEATS], from[MAX_SEATS + 1];
    int block[MAX_SEATS], who[MAX_SEATS], kind[MAX_SEATS];
} Row;

static int points, *orbit, *most, *met, cost, rows;
static Row row[MAX_ROWS];
static uint64_t state;

static uint64_t draw(void) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static int below(int n) { return (int)(((draw() >> 32) * (uint64_t)n) >> 32); }

static double unit(void) { return (double)(draw() >> 11) / 9007199254740992.0; }

static int number(void) {
    int value;
    if (scanf("%d", &value) != 1) exit(2);
    return value;
}

static inline void count(int x, int y, int weight) {
    int o = orbit[x * points + y], over = met[o] > most[o] ? met[o] - most[o] : 0;
    met[o] += weight;
    cost += (met[o] > most[o] ? met[o] - most[o] : 0) - over;
}

static void count_whole(const Row *r, int b, int sign) {
    int member[MAX_BLOCK], n = 0;
    for (int s = r->from[b]; s < r->from[b + 1]; s++)
        for (int k = 0; k < r->order; k++) {
            int x = r->image[k * points + r->who[s]], known = 0;
            for (int m = 0; m < n; m++) known |= member[m] == x;
            if (!known && n < MAX_BLOCK) member[n++] = x;
        }
    for (int a = 0; a < n; a++)
        for (int c = a + 1; c < n; c++) count(member[a], member[c], sign * r->weight[b]);
}

/* Count the pairs that depend on who sits on seat s. */
static void count_seat(const Row *r, int s, int sign) {
    int b = r->block[s];
    if (r->whole[b]) count_whole(r, b, sign);
    else
        for (int t = r->from[b]; t < r->from[b + 1]; t++)
            if (t != s) count(r->who[s], r->who[t], sign * r->weight[b]);
}

static void exchange(Row *r, int s, int t) {
    count_seat(r, s, -1);
    count_seat(r, t, -1);
    int x = r->who[s];
    r->who[s] = r->who[t];
    r->who[t] = x;
    count_seat(r, s, 1);
    count_seat(r, t, 1);
}

static void replace(Row *r, int s, int x) {
    count_seat(r, s, -1);
    r->who[s] = x;
    count_seat(r, s, 1);
}

static int refused(int before, double heat) {
    return cost > before && unit() >= exp((before - cost) / heat);
}

static void step(double heat) {
    Row *r = &row[below(rows)];
    int s = below(r->seats), before = cost;
    if (r->order > 1 && (r->blocks == 1 || below(2))) {
        int x = r->who[s];
        if (r->whole[r->block[s]]) return;
        replace(r, s, r->image[below(r->order) * points + x]);
        if (refused(before, heat)) replace(r, s, x);
        return;
    }
    int t = below(r->seats);
    if (r->kind[s] != r->kind[t] || r->block[s] == r->block[t]) return;
    exchange(r, s, t);
    if (refused(before, heat)) exchange(r, s, t);
}

static void begin(int orbits) {
    for (int o = 0; o < orbits; o++) met[o] = 0;
    cost = 0;
    for (Row *r = row; r < row + rows; r++) {
        for (int s = r->seats - 1; s > 0; s--) {
            int t = below(s + 1), x = r->who[s];
            if (r->kind[s] != r->kind[t]) continue;
            r->who[s] = r->who[t];
            r->who[t] = x;
        }
        for (int s = 0; s < r->seats; s++)
            r->who[s] = r->image[below(r->order) * points + r->who[s]];
        for (int b = 0; b < r->blocks; b++) {
            if (r->whole[b]) count_whole(r, b, 1);
            else
                for (int s = r->from[b]; s < r->from[b + 1]; s++)
                    for (int t = s + 1; t < r->from[b + 1]; t++)
                        count(r->who[s], r->who[t], r->weight[b]);
        }
    }
}

static void load(Row *r) {
    r->order = number();
    r->image = malloc(sizeof(int) * (size_t)(r->order * points));
    for (int k = 0; k < r->order * points; k++) r->image[k] = number();
    r->blocks = number();
    for (int b = 0; b < r->blocks; b++) {
        r->weight[b] = number();
        r->whole[b] = number();
        r->from[b + 1] = r->from[b] + number();
        for (int s = r->from[b]; s < r->from[b + 1]; s++) r->block[s] = b;
    }
    r->seats = r->from[r->blocks];
    for (int s = 0; s < r->seats; s++) r->who[s] = number();
    for (int s = 0; s < r->seats; s++) r->kind[s] = number();
}

static void print(void) {
    for (Row *r = row; r < row + rows; r++) {
        for (int s = 0; s < r->seats; s++) printf(s ? " %d" : "%d", r->who[s]);
        printf("\n");
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    state = (uint64_t)atoll(argv[1]) * 0x9E3779B97F4A7C15ull + 88172645463325252ull;
    for (int k = 0; k < 50; k++) draw();
    double limit = atof(argv[2]), seats = 0;
    points = number();
    int orbits = number(), scale = number();
    most = malloc(sizeof(int) * (size_t)orbits);
    met = malloc(sizeof(int) * (size_t)orbits);
    orbit = malloc(sizeof(int) * (size_t)(points * points));
    for (int o = 0; o < orbits; o++) most[o] = number();
    for (int k = 0; k < points * points; k++) orbit[k] = number();
    rows = number();
    for (int r = 0; r < rows; r++) load(&row[r]), seats += row[r].seats;
    double sweep = 6000.0 * (10 + seats), hot = 1.0 * scale, cold = 0.13 * scale;
    int best = 1 << 30;
    for (clock_t begun = clock();; sweep *= 1.5) {
        double heat = hot;
        begin(orbits);
        for (long k = 0; k < (long)sweep; k++) {
            if ((k & 1023) == 0) {
                heat = hot * pow(cold / hot, (double)k / sweep);
                if ((double)(clock() - begun) / CLOCKS_PER_SEC > limit) {
                    fprintf(stderr, "%d\n", best);
                    return 1;
                }
            }
            if (cost == 0) {
                print();
                return 0;
            }
            step(heat);
            if (cost < best) best = cost;
        }
    }
}
