// The lookup view: a number or a few letters, and where this person sits.
const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue", ø: "oe" };
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", ı: "i", đ: "d", ð: "d", þ: "th" };
const MOST_HITS = 12;

const plain = (name) => name.normalize("NFKD").replace(/\p{M}|['’‘`´]/gu, "")
  .replace(/[\s\-‐‑‒–—_.,]+/g, " ").trim();
const lower = (name) => name.normalize("NFC").toLowerCase();
// Two spellings: Müller is found as mueller, as muller and as müller.
const bare = (name) => plain(lower(name).replace(/[ßæœøłıđðþ]/g, (letter) => LETTERS[letter]));
const spelled = (name) => bare(lower(name).replace(/[äöüø]/g, (letter) => UMLAUTS[letter]));

const people = data.people.map(([number_, name, visits, missed]) => {
  const said = text(name);
  return {
    number: number_, name: said, visits, missed, keys: [...new Set([spelled(said), bare(said)])],
  };
});

const numbered = (person) => person.number ? String(person.number) : "?";

// 0 is the best rank, -1 is no hit: every word asked for must begin a word of the name.
function rank(key, asked) {
  const words = key.split(" ");
  if (key.startsWith(asked)) {
    return 1;
  }
  if (asked.split(" ").every((part) => words.some((one) => one.startsWith(part)))) {
    return 2;
  }
  return asked.length > 2 && key.includes(asked) ? 3 : -1;
}

function find(query) {
  const asked = query.trim();
  if (/^\d+$/.test(asked)) {
    const digits_ = Number(asked);
    const exact = people.filter((person) => person.number === digits_);
    const longer = people.filter((person) =>
      person.number !== digits_ && String(person.number).startsWith(String(digits_)));
    return [...exact, ...longer];
  }
  const keys = [...new Set([spelled(asked), bare(asked)])];
  if (keys[0].length < 2) {
    return [];
  }
  const hits = [];
  for (const person of people) {
    const ranks = person.keys.flatMap((key) => keys.map((one) => rank(key, one)))
      .filter((one) => one > 0);
    if (ranks.length) {
      hits.push([Math.min(...ranks), person]);
    }
  }
  return hits.sort((a, b) => a[0] - b[0] || a[1].number - b[1].number).map(([, person]) => person);
}

let hits = [];
let chosen = null;

function showHits(query) {
  hits = find(query);
  const asked = query.trim();
  const count = hits.length;
  setText("found", !asked || (!/^\d/.test(asked) && asked.length < 2) ? word("hint")
    : !count ? word("nobody")
      : count === 1 ? word("found-one")
        : word(count > MOST_HITS ? "found-more" : "found", { count }));
  chosen = hits.includes(chosen) && !/^\d+$/.test(asked) ? chosen : hits[0] || null;
  const list = element("hits");
  list.replaceChildren(...hits.slice(0, MOST_HITS).map((person) => {
    const button = make("button", "", [
      make("b", "", numbered(person)), document.createTextNode(` ${person.name}`),
    ]);
    button.type = "button";
    button.addEventListener("click", () => choose(person));
    return make("li", "", [button]);
  }));
  list.hidden = count < 2;
  choose(chosen);
}

function choose(person) {
  chosen = person;
  [...element("hits").children].forEach((item, at) => {
    item.firstChild.setAttribute("aria-pressed", String(hits[at] === person));
  });
  element("person").hidden = !person;
  if (person) {
    setText("person-head", `${numbered(person)} ${person.name}`);
    element("programme").replaceChildren(...programme(person));
  }
}

function programme(person) {
  const visits = new Map(person.visits.map(([session, lines, what]) => [session, [lines, what]]));
  const days = new Map();
  data.sessions.forEach((session, at) => {
    if (!person.missed.includes(at)) {
      const day = text(session.day);
      days.set(day, [...(days.get(day) || []), visit(session, at, visits.get(at))]);
    }
  });
  const shown = [...days].flatMap(([day, rows]) => [
    day && make("h4", "", day), make("ul", "visits", rows),
  ]).filter(Boolean);
  if (person.missed.length) {
    const sessions = person.missed.map((at) => text(data.sessions[at].title)).join(", ");
    shown.push(make("p", "small", word("missed", { sessions })));
  }
  return shown;
}

function visit(session, at, own) {
  const time = data.clock
    ? `${atClock(session.start * 1000)}–${atClock(session.end * 1000)}` : "";
  const head = [
    time && make("span", "time", time),
    make("strong", "", text(session.title)),
    text(session.room) && make("span", "room", text(session.room)),
  ];
  if (!own) {
    return make("li", "", head);
  }
  const [lines, instruction] = own;
  return make("li", "seated", [
    ...head,
    make("ul", "turns", lines.map((line) => turn(session, at, line))),
    text(instruction) && make("p", "small", text(instruction)),
  ]);
}

function turn(session, at, [first, last, where, topic, task]) {
  const part = data.parts[run.part];
  const here = run.mode === "run" && part.session === at
    && part.rotation >= first && part.rotation <= last;
  const which = session.rotations < 2 ? ""
    : first === last ? word("turn", { number: first }) : word("turns", { first, last });
  return make("li", here ? "here" : "", [
    which && make("span", "which", here ? `${which}, ${word("now")}` : which),
    make("span", "place", text(where)),
    text(topic) && make("span", "small", word("topic", { topic: text(topic) })),
    text(task) && make("span", "small", word("task", { task: text(task) })),
  ]);
}
