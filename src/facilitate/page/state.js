// What is known of the plan, what is kept across a reload, and the clock as plain arithmetic.
const data = JSON.parse(document.getElementById("data").textContent);
const KEY = `facilitate:${data.print}`;
const NAMES = "facilitate:names"; // for all plans: names that were hidden stay hidden
const element = (id) => document.getElementById(id);

function stored() {
  try {
    const names = localStorage.getItem(NAMES) !== "hidden";
    return { ...JSON.parse(localStorage.getItem(KEY)), names };
  } catch {
    return {}; // storage is denied, or holds what is not ours
  }
}

const kept = stored();
const settings = {
  language: ["de", "en"].includes(kept.language) ? kept.language : document.documentElement.lang,
  view: ["lookup", "pictures"].includes(kept.view) ? kept.view : "hall",
  sound: kept.sound !== false,
  follow: kept.follow === true && data.clock,
  names: kept.names !== false,
  order: ["by-number", "by-place"].includes(kept.order) ? kept.order : "by-name",
};

// mode: ready, run, hold or over; part: which one; end: when it ends; left: what is left of it;
// picked: somebody has chosen the part, so the plan's clock does not; asked: the part in which
// somebody wanted to see the names
const run = { mode: "ready", part: 0, end: 0, left: 0, warned: -1, picked: false, asked: -1 };
const MODES = ["ready", "run", "hold", "over"];
const number = (value) => typeof value === "number" && Number.isFinite(value);
if (kept.run && MODES.includes(kept.run.mode) && data.parts[kept.run.part]
    && number(kept.run.end) && number(kept.run.left)) {
  Object.assign(run, kept.run);
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...settings, run }));
    localStorage.setItem(NAMES, settings.names ? "shown" : "hidden");
  } catch {
    // without storage a reload begins anew
  }
}

const word = (key, values = {}) =>
  data.words[settings.language][key].replace(/\{(\w+)\}/g, (all, name) =>
    name in values ? String(values[name]) : all);

function text(index) {
  const found = data.texts[index];
  return typeof found === "string" ? found : found[settings.language === "de" ? 0 : 1];
}

const lasts = (part) => data.parts[part].lasts * 1000;
const kindOf = (part) => text(data.parts[part].kind);
const sessionOf = (part) => data.parts[part].session;
const isLast = (part) =>
  part + 1 >= data.parts.length || sessionOf(part + 1) !== sessionOf(part);

function begin(part, now) {
  Object.assign(run, { mode: "run", part, end: now + lasts(part), warned: -1 });
}

function ready(part) {
  Object.assign(run, { mode: "ready", part, warned: -1 });
}

function toggle(now) {
  if (run.mode === "run") {
    Object.assign(run, { mode: "hold", left: Math.max(0, run.end - now) });
  } else if (run.mode === "hold") {
    Object.assign(run, { mode: "run", end: now + run.left });
  } else if (run.mode === "ready") {
    begin(run.part, now);
  } else if (run.part + 1 < data.parts.length) {
    ready(run.part + 1);
  }
}

// Go to another part; it runs on if the clock was running, and waits at the door of a session.
function go(part, now) {
  if (part < 0 || part >= data.parts.length) {
    return;
  }
  const inside = sessionOf(part) === sessionOf(run.part);
  if (run.mode === "run" && inside) {
    begin(part, now);
  } else if (run.mode === "hold" && inside) {
    Object.assign(run, { part, left: lasts(part), warned: -1 });
  } else {
    ready(part);
  }
}

function add(milliseconds, now) {
  if (run.mode === "run") {
    run.end = Math.max(now, run.end + milliseconds);
  } else if (run.mode === "hold") {
    run.left = Math.max(0, run.left + milliseconds);
  } else if (run.mode === "over" && milliseconds > 0) {
    Object.assign(run, { mode: "run", end: now + milliseconds });
  }
  if (milliseconds > 0 && remaining(now) > data.parts[run.part].warn * 1000) {
    run.warned = -1;
  }
}

function remaining(now) {
  const left = { run: run.end - now, hold: run.left, ready: lasts(run.part), over: 0 };
  return Math.max(0, left[run.mode]);
}

const warns = (now) =>
  (run.mode === "run" || run.mode === "hold")
  && remaining(now) <= data.parts[run.part].warn * 1000;

// Move on over all ends that have passed; say whether one has passed just now.
function advance(now) {
  let passed = 0;
  while (run.mode === "run" && now >= run.end) {
    passed = run.end;
    if (isLast(run.part)) {
      run.mode = "over";
    } else {
      run.part += 1;
      run.end += lasts(run.part);
      run.warned = -1;
    }
  }
  return passed > 0 && now - passed < 5000;
}

// The part that the plan's clock shows at `now`, else the next one to come, else none.
function byClock(now) {
  const at = data.parts.findIndex((part) => now < (part.start + part.lasts) * 1000);
  return { part: at, running: at >= 0 && now >= data.parts[at].start * 1000 };
}

// Put the session of this moment on the wall, from its beginning, unless one was picked by hand.
function readyByClock(now) {
  const { part } = byClock(now);
  if (data.clock && !run.picked && part >= 0) {
    ready(data.parts.findIndex((one) => one.session === sessionOf(part)));
  }
}

function followClock(now) {
  const { part, running } = byClock(now);
  if (running) {
    Object.assign(run, {
      mode: "run", part, end: (data.parts[part].start + data.parts[part].lasts) * 1000, warned: -1,
    });
  } else if (part >= 0) {
    ready(part);
  }
}

// When the session will end if nothing else happens; null while that is open.
function expectedEnd(now, same = (part) => sessionOf(part) === sessionOf(run.part)) {
  if (run.mode === "ready" || run.mode === "over") {
    return null;
  }
  let end = now + remaining(now);
  for (let part = run.part + 1; part < data.parts.length && same(part); part += 1) {
    end += lasts(part);
  }
  return end;
}

function make(name, kind, content) {
  const made = document.createElement(name);
  if (kind) {
    made.className = kind;
  }
  if (typeof content === "string") {
    made.textContent = content;
  } else {
    made.append(...(content || []).filter(Boolean));
  }
  return made;
}
