// Buttons, keys, language and the beat of the clock.
function setWords() {
  document.documentElement.lang = settings.language;
  for (const target of document.querySelectorAll("[data-word]")) {
    target.textContent = word(target.dataset.word);
  }
  for (const target of document.querySelectorAll("[data-label]")) {
    target.setAttribute("aria-label", word(target.dataset.label));
  }
  for (const figure of document.querySelectorAll("[data-language]")) {
    figure.hidden = figure.dataset.language !== settings.language;
  }
  document.title = text(data.title);
  [...element("session").options].forEach((option, at) => {
    option.textContent = optionWords(data.sessions[at]);
  });
  setSwitches();
  redraw();
  showHits(element("query").value);
}

const optionWords = (session) => data.clock
  ? `${atClock(session.start * 1000)} ${text(session.title)}` : text(session.title);

function setSwitches() {
  for (const name of ["sound", "follow"]) {
    setText(name, word(`${name}-${settings[name] ? "on" : "off"}`));
    element(name).setAttribute("aria-pressed", String(settings[name]));
  }
}

function show(view) {
  if (!element(view)) {
    return;
  }
  settings.view = view;
  document.body.dataset.view = view;
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = section.id !== view;
  }
  for (const button of document.querySelectorAll("#views button")) {
    if (button.dataset.view === view) {
      button.setAttribute("aria-current", "page");
    } else {
      button.removeAttribute("aria-current");
    }
  }
  if (view === "lookup") {
    showHits(element("query").value);
    element("query").focus();
  }
}

function speak(language) {
  settings.language = language;
  setWords();
}

function beat() {
  const now = Date.now();
  const before = run.part;
  const wasOver = run.mode === "over";
  if (advance(now)) {
    playGong();
    tell(now);
  }
  if (settings.follow && (run.mode === "ready" || run.mode === "over")) {
    const { part, running } = byClock(now);
    if (running && (run.mode === "ready" || part > run.part)) {
      followClock(now);
      playGong();
      tell(now);
    }
  }
  if (run.mode === "ready") {
    readyByClock(now);
  }
  if (run.mode === "run" && warns(now) && run.warned !== run.part) {
    run.warned = run.part;
    if (text(data.parts[run.part].warning)) {
      playWarning();
      tell(now);
    }
    keep();
  }
  if (before !== run.part || wasOver !== (run.mode === "over")) {
    keep();
  }
  drawHall(now);
}

// Everything that a button or key does: change, keep, show.
function act(change) {
  wake();
  change(Date.now());
  keep();
  beat();
}

// Whoever goes to another session than the clock's begins it by hand.
function pick(part, now) {
  go(part, now);
  run.picked = true;
  const there = byClock(now).part;
  if (settings.follow && (there < 0 || sessionOf(there) !== sessionOf(run.part))) {
    settings.follow = false;
    setSwitches();
  }
}

const commands = {
  go: () => act((now) => { toggle(now); tell(now); stayAwake(); }),
  on: () => act((now) => pick(run.part + 1, now)),
  back: () => act((now) => pick(run.part - 1, now)),
  more: () => act((now) => add(MINUTE, now)),
  less: () => act((now) => add(-MINUTE, now)),
  names: () => act(toggleNames),
  order: () => act(() => {
    settings.order = ORDERS[(ORDERS.indexOf(settings.order) + 1) % ORDERS.length];
  }),
  sound: () => act(() => {
    settings.sound = !settings.sound;
    setSwitches();
    playWarning();
  }),
  follow: () => act((now) => {
    settings.follow = data.clock && !settings.follow;
    run.picked = false;
    if (settings.follow) {
      followClock(now);
    }
    setSwitches();
  }),
  full: () => {
    const asked = document.fullscreenElement
      ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    asked.catch(() => {}); // a browser may say no
  },
  keys: () => element("help").open ? element("help").close() : element("help").showModal(),
  language: () => act(() => speak(settings.language === "de" ? "en" : "de")),
};

async function stayAwake() {
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // the screen sleeps as it is set to
  }
}

const LEAF_KEYS = {
  ArrowDown: () => act((now) => turnPage(1, now)), ArrowUp: () => act((now) => turnPage(-1, now)),
};
const KEYS = {
  " ": commands.go, ArrowRight: commands.on, PageDown: commands.on, ArrowLeft: commands.back,
  PageUp: commands.back, "+": commands.more, "-": commands.less, "−": commands.less,
  n: commands.names, o: () => boarded() && commands.order(),
  ...LEAF_KEYS,
  f: commands.full, s: commands.sound, c: commands.follow, "?": commands.keys, h: commands.keys,
  p: () => act(() => show("hall")), l: () => act(() => show("lookup")),
  b: () => act(() => show("pictures")), d: () => act(() => speak("de")),
  e: () => act(() => speak("en")),
};

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (target === element("query")) {
    if (event.key === "Escape" && !target.value) {
      target.blur();
    }
    return;
  }
  const pressing = target instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key);
  const choosing = target instanceof HTMLSelectElement && event.key !== "Escape";
  const help = element("help").open && event.key !== "?";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const scrolling = key in LEAF_KEYS && !turnable();
  if (!pressing && !choosing && !help && !scrolling && KEYS[key]) {
    event.preventDefault();
    KEYS[key]();
  }
});

for (const id of Object.keys(commands)) {
  element(id).addEventListener("click", (event) => {
    commands[id]();
    if (event.detail) {
      event.currentTarget.blur(); // after a mouse the space bar is the clock's again
    }
  });
}
for (const button of document.querySelectorAll("#views button")) {
  button.addEventListener("click", () => act(() => show(button.dataset.view)));
}
element("session").append(...data.sessions.map((session, at) => {
  const option = make("option", "", optionWords(session));
  option.value = String(at);
  option.disabled = !data.parts.some((part) => part.session === at);
  return option;
}));
element("session").addEventListener("change", (event) => act((now) => {
  run.mode = "ready"; // a choice is never a start
  pick(data.parts.findIndex((part) => part.session === Number(event.target.value)), now);
  event.target.blur();
}));
element("follow").hidden = !data.clock;
element("query").addEventListener("input", (event) => showHits(event.target.value));
element("help").addEventListener("click", (event) => {
  if (event.target === element("help")) {
    element("help").close();
  }
});

// In full screen what is not for the room hides until somebody moves or types.
let quiet = 0;
function stir() {
  document.body.classList.remove("quiet");
  clearTimeout(quiet);
  quiet = setTimeout(() => document.body.classList.add("quiet"), 4000);
}
for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) {
  document.addEventListener(kind, stir, { passive: true });
}

setWords();
show(settings.view);
beat();
setInterval(beat, 200);
document.addEventListener("visibilitychange", beat);
document.documentElement.dataset.ready = "yes";
