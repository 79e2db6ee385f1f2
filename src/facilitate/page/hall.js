// The projector view: what everybody in the room must see.
const MINUTE = 60000;
let shownPart = -1;
let sideFull = false;

function setText(id, value) {
  const target = element(id);
  if (target.textContent !== value) {
    target.textContent = value;
  }
}

// Long words are set smaller, so that they never push the countdown from the wall.
function setSized(id, value) {
  setText(id, value);
  element(id).dataset.size = value.length > 120 ? "small" : value.length > 60 ? "middle" : "large";
}

function digits(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

const zoned = data.zone ? { timeZone: data.zone } : {};
const hour = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit", ...zoned });
const atClock = (milliseconds) => hour.format(new Date(milliseconds));

const minutes = (milliseconds) => {
  const value = Math.round(milliseconds / 6000) / 10;
  return String(value).replace(".", settings.language === "de" ? "," : ".");
};

function drawSession(session) {
  const chosen = data.sessions[session];
  setText("what", text(chosen.title));
  setText("where", text(chosen.room));
  element("session").value = String(session);
  for (const drawing of document.querySelectorAll("#drawings > div")) {
    drawing.hidden = drawing.dataset.session !== String(session);
  }
  const dots = element("dots");
  dots.replaceChildren(...Array.from({ length: chosen.rotations > 1 ? chosen.rotations : 0 },
    () => document.createElement("li")));
}

function drawPart() {
  const part = data.parts[run.part];
  const session = data.sessions[part.session];
  drawSession(part.session);
  setText("round", part.rotation && session.rotations > 1
    ? word("round", { number: part.rotation, count: session.rotations }) : "");
  [...element("dots").children].forEach((dot, at) => {
    const past = at + 1 < part.rotation || kindOf(run.part) === "harvest";
    dot.className = past ? "past" : at + 1 === part.rotation ? "here" : "";
  });
  drawMoves(part, session);
  const question = text(part.prompt);
  setText("asked-head", question ? word("question") : "");
  setSized("asked", question);
}

function drawMoves(part, session) {
  const before = !part.rotation && kindOf(run.part) !== "harvest" && text(session.seat);
  const moving = kindOf(run.part) === "change";
  const lastTurn = part.rotation >= session.rotations && !moving;
  const rows = before ? [["", text(session.seat)]]
    : lastTurn || !part.rotation ? []
      : session.moves.map(([who, what]) => [text(who), text(what)]);
  const joins = rows.length && !before ? text(session.joins[part.rotation - (moving ? 1 : 0)]) : "";
  if (joins) {
    rows.push([word("faces-nobody"), joins]);
  }
  setText("move-head", rows.length && !before ? word(moving ? "now-move" : "at-signal") : "");
  const list = element("moves");
  list.replaceChildren();
  list.dataset.rows = String(rows.length);
  for (const [who, what] of rows) {
    list.append(make("li", "", [who && make("b", "", `${who}:`), make("span", "", what)]));
  }
  element("drawings").hidden = !rows.length || Boolean(before);
  sideFull = rows.length > 0 || text(part.prompt) !== "";
}

function stateWords(now) {
  const part = data.parts[run.part];
  if (run.mode === "over") {
    return ["over", word("over")];
  }
  if (run.mode === "hold") {
    return ["hold", word("held")];
  }
  if (run.mode === "ready") {
    const until = untilStart(now);
    return ["ready", until ? word("starts-in") : word("takes")];
  }
  if (kindOf(run.part) === "change") {
    return ["moving", word("moving")];
  }
  return warns(now)
    ? ["warning", text(part.warning) || word("warning")]
    : ["run", text(part.title)];
}

// Milliseconds until the session begins, if that is today and still to come; else 0.
function untilStart(now) {
  const first = run.part === 0 || sessionOf(run.part - 1) !== sessionOf(run.part);
  const until = data.clock && first ? data.parts[run.part].start * 1000 - now : 0;
  return until > 0 && until < 3 * 60 * MINUTE ? until : 0;
}

function nextWords() {
  const next = data.parts[run.part + 1];
  if (isLast(run.part)) {
    return word("then-end");
  }
  if (next.rotation > data.parts[run.part].rotation || kindOf(run.part) === "change") {
    if (kindOf(run.part + 1) !== "change") {
      return word("then-round", { number: next.rotation });
    }
  }
  return word("then", { what: text(next.title) });
}

function afterWords() {
  const next = data.parts[run.part + 1];
  if (!next || !isLast(run.part)) {
    return "";
  }
  const session = data.sessions[next.session];
  const what = text(session.title);
  const day = text(session.day) === text(data.sessions[sessionOf(run.part)].day)
    ? "" : `${text(session.day)}, `;
  return data.clock
    ? word("after-at", { time: day + atClock(next.start * 1000), what })
    : word("after", { what });
}

function drawEnds(now) {
  const session = data.sessions[sessionOf(run.part)];
  const planned = data.clock
    ? word("planned", { time: atClock(session.end * 1000) })
    : word("length", { minutes: minutes((session.end - session.start) * 1000) });
  const end = expectedEnd(now);
  let actual = "";
  if (end !== null) {
    actual = word("actual", { time: atClock(end) });
    if (data.clock) {
      const late = Math.round((end - session.end * 1000) / MINUTE);
      // On another day it is a rehearsal: there is nothing to be late for.
      actual += Math.abs(late) > 12 * 60 ? "" : ` (${late > 0 ? word("later", { minutes: late })
        : late < 0 ? word("earlier", { minutes: -late }) : word("on-time")})`;
    }
  }
  setText("planned", planned);
  setText("actual", actual);
}

function drawHall(now) {
  if (shownPart !== run.part) {
    shownPart = run.part;
    drawPart();
  }
  const [state, said] = stateWords(now);
  document.body.dataset.state = state;
  const over = run.mode === "over";
  document.body.dataset.side = sideFull && !over ? "full" : "empty";
  const shown = digits(run.mode === "ready" && untilStart(now) || remaining(now));
  setSized("state", said);
  setText("left", shown);
  element("left").hidden = over;
  element("left").dataset.length = String(shown.length);
  setSized("bye", over ? text(data.sessions[sessionOf(run.part)].close) : "");
  setText("signal", run.mode === "run" ? word("next-signal", { time: atClock(run.end) }) : "");
  setText("then", over ? afterWords()
    : run.mode === "ready" ? text(data.parts[run.part].title) : nextWords());
  setText("now", word("it-is", { time: atClock(now) }));
  drawEnds(now);
  drawBoard(now);
  setText("go", word({ ready: "start", run: "pause", hold: "go-on", over: "on" }[run.mode]));
  element("less").disabled = run.mode === "ready" || over;
  element("more").disabled = run.mode === "ready";
  element("back").disabled = run.part === 0 && run.mode === "ready";
  element("on").disabled = run.part + 1 >= data.parts.length;
  element("go").disabled = over && run.part + 1 >= data.parts.length;
}

function tell(now) {
  const [, said] = stateWords(now);
  setText("told", `${said} ${run.mode === "run" && kindOf(run.part) !== "change"
    ? word("left", { minutes: minutes(remaining(now)) }) : ""}`.trim());
}

function redraw() {
  shownPart = -1;
}
