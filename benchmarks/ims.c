/* Iterated maxima search for the maximally diverse grouping problem; see mdgp.py.

   Usage: ims seed seconds < instance
   Instance: people, groups, then the distances of all pairs, row by row. Equal groups only, so
   that moves of one person alone never arise. Prints the greatest diversity found. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int n, m;
static int *distance, *near, *group; /* near[person * m + group]: distances to that group */
static long value;
static unsigned long long state;

static unsigned below(unsigned limit) /* splitmix64 */
{
    unsigned long long z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (unsigned)((z ^ (z >> 31)) % limit);
}

static double elapsed(void)
{
    static struct timespec begun;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (begun.tv_sec == 0)
        begun = now;
    return (double)(now.tv_sec - begun.tv_sec) + (now.tv_nsec - begun.tv_nsec) / 1e9;
}

static int gain(int v, int u)
{
    const int *nv = near + v * m, *nu = near + u * m;
    return nv[group[u]] - nv[group[v]] + nu[group[v]] - nu[group[u]] - 2 * distance[v * n + u];
}

static void swap(int v, int u, int by)
{
    int a = group[v], b = group[u];
    for (int w = 0; w < n; w++) {
        int moved = distance[v * n + w] - distance[u * n + w];
        near[w * m + a] -= moved;
        near[w * m + b] += moved;
    }
    group[v] = b;
    group[u] = a;
    value += by;
}

static void seat(const int *seats)
{
    memcpy(group, seats, n * sizeof *group);
    memset(near, 0, (size_t)n * m * sizeof *near);
    value = 0;
    for (int v = 0; v < n; v++)
        for (int u = 0; u < n; u++) {
            near[v * m + group[u]] += distance[v * n + u];
            if (u < v && group[u] == group[v])
                value += distance[v * n + u];
        }
}

/* Take every swap that helps, in the order of the people, until none does. */
static void local_search(void)
{
    for (int improved = 1; improved;) {
        improved = 0;
        for (int v = 0; v < n; v++)
            for (int u = v + 1; u < n; u++)
                if (group[v] != group[u]) {
                    int by = gain(v, u);
                    if (by > 0) {
                        swap(v, u, by);
                        improved = 1;
                    }
                }
    }
}

static void any_swap(int *v, int *u)
{
    do {
        *v = below(n);
        *u = below(n);
    } while (group[*v] == group[*u]);
}

/* Several times the best of a sample of swaps, also if it costs something. */
static void weak_perturbation(int strength, int sample)
{
    for (int k = 0; k < strength; k++) {
        int best_v = 0, best_u = 0, best = -2147483647;
        for (int t = 0; t < sample; t++) {
            int v, u;
            any_swap(&v, &u);
            int by = gain(v, u);
            if (by > best)
                best = by, best_v = v, best_u = u;
        }
        swap(best_v, best_u, best);
    }
}

static void strong_perturbation(int strength)
{
    for (int k = 0; k < strength; k++) {
        int v, u;
        any_swap(&v, &u);
        swap(v, u, gain(v, u));
    }
}

int main(int argc, char **argv)
{
    if (argc != 3 || scanf("%d %d", &n, &m) != 2)
        return 2;
    state = strtoull(argv[1], NULL, 10);
    double limit = atof(argv[2]);
    distance = malloc((size_t)n * n * sizeof *distance);
    near = malloc((size_t)n * m * sizeof *near);
    group = malloc(n * sizeof *group);
    int *start = malloc(n * sizeof *start), *local = malloc(n * sizeof *local);
    for (int k = 0; k < n * n; k++)
        if (scanf("%d", distance + k) != 1)
            return 2;

    int few = n <= 400;
    int depth = few ? 5 : 3, weak = 3, strong = (few ? 2 * n / m : 3 * n / m) / 2;
    for (int v = 0; v < n; v++)
        start[v] = v % m;
    for (int v = n - 1; v > 0; v--) {
        int u = below(v + 1), kept = start[v];
        start[v] = start[u];
        start[u] = kept;
    }
    seat(start);
    local_search();
    long best = value;
    while (elapsed() < limit) {
        long local_best = value;
        memcpy(local, group, n * sizeof *group);
        for (int since = 0; since < depth && elapsed() < limit; since++) {
            weak_perturbation(weak, n);
            local_search();
            if (value > local_best) {
                local_best = value;
                memcpy(local, group, n * sizeof *group);
                since = -1;
            }
        }
        if (local_best > best)
            best = local_best;
        seat(local);
        strong_perturbation(strong);
        local_search();
    }
    printf("%ld\n", best > value ? best : value);
    return 0;
}
