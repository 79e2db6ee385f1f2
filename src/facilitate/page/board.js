// The board: who sits where, in letters that are read from the back, page after page.
const TURN = 8000; // long enough to find a name on a page
const SHORTEST = 4000;
const ORDERS = ["by-name", "by-number", "by-place"];
const SMALLEST = 0.035; // of the height of the screen: read from five times that height
const LARGEST = 0.075;
const GOOD = 0.05;
const FEW = 4; // pages are worth waiting for, if letters are good then
const LINE = 1.25; // in letters
const TOPIC = 0.7; // in letters of the place it stands beside
const BLANK = 0.25; // in letters, at most
const BETWEEN = 0.6; // name and place, in letters
const MOST_LINES = 4; // of a name
const MOST_TABS = 6;
const MOST_LETTERS = 240; // of all topics, to leave room for the names
const WALL = matchMedia("(min-width: 901px) and (min-aspect-ratio: 1/1) and (min-height: 560px)");
const board = { key: "", pages: [], shown: -1, first: 0, since: 0 };

// Whose places people want to know: of this rotation, else of the next session that has any.
function sought() {
  const part = data.parts[run.part];
  const past = run.mode === "over" || kindOf(run.part) === "harvest";
  if (data.sessions[part.session].rotations && !past) {
    return { session: part.session, rotation: part.rotation || 1 };
  }
  const session = data.sessions.findIndex((one, at) => at > part.session && one.rotations);
  return session < 0 ? null : { session, rotation: 1 };
}

// Whether this is a moment in which people look for their places.
function searching() {
  const part = data.parts[run.part];
  if (run.mode === "over" || !data.sessions[part.session].rotations) {
    return false;
  }
  return run.mode === "ready" && kindOf(run.part) !== "harvest" || kindOf(run.part) === "intro"
    || kindOf(run.part) === "change" && data.sessions[part.session].search;
}

const boarded = () => settings.names && sought() !== null
  && (searching() || run.asked === run.part);

function toggleNames() {
  const on = boarded();
  if (!on) {
    settings.names = true;
  } else if (searching()) {
    settings.names = false;
  }
  run.asked = on ? -1 : run.part;
}

// One row for each person that has a line on the board: in the order asked for.
function rowsOf({ session, rotation }) {
  const found = data.board.flatMap(([at, listed, letter]) => {
    const own = people[at].visits.find(([visited]) => visited === session);
    const line = own && own[1].find(([first, last]) => first <= rotation && rotation <= last);
    return line ? [{
      person: people[at], name: text(listed), letter: text(letter), place: text(line[5]),
      seat: text(line[6]), mark: text(line[7]),
      topic: data.sessions[session].rotations < 2 ? text(line[3]) : "",
    }] : [];
  });
  if (settings.order === "by-number") {
    found.sort((a, b) => a.person.number - b.person.number);
    return found.map((row) => {
      const number = numbered(row.person);
      return { who: number, where: row.mark, mark: number };
    });
  }
  if (settings.order === "by-place") {
    const natural = new Intl.Collator("de", { numeric: true });
    const places = [...new Set(found.map((row) => row.place))].sort(natural.compare);
    return places.flatMap((place) => [
      { where: place, topic: topicAt(found, place), mark: place },
      ...found.filter((row) => row.place === place)
        .map((row) => ({ who: row.name, where: row.seat, mark: place })),
    ]);
  }
  return found.map((row) => ({ who: row.name, where: row.mark, mark: row.letter }));
}

const topicAt = (found, place) => found.find((row) => row.place === place).topic;

// What is talked about where, in a line or two; by place it stands beside each place.
function topicsOf({ session }) {
  if (data.sessions[session].rotations > 1 || settings.order === "by-place") {
    return "";
  }
  const topics = new Map();
  for (const person of people) {
    const own = person.visits.find(([visited]) => visited === session);
    if (own && text(own[1][0][3])) {
      topics.set(text(own[1][0][5]), text(own[1][0][3]));
    }
  }
  const said = [...topics].map(([place, topic]) => `${place}: ${topic}`).sort().join(" · ");
  return said.length > MOST_LETTERS ? "" : said;
}

// Columns of at most so many lines: a place stays in one piece if it can, else its name is repeated.
function columnsOf(rows, most) {
  const columns = [];
  let at = 0;
  while (at < rows.length) {
    const column = [];
    if (rows[at].who && settings.order === "by-place") {
      column.push(rows.slice(0, at).reverse().find((row) => !row.who).again);
    }
    let used = column.reduce((sum, row) => sum + row.lines, 0);
    do {
      column.push(rows[at]);
      used += rows[at].lines;
      at += 1;
    } while (at < rows.length && goesOn(rows, at, most, used));
    columns.push(column);
  }
  return columns;
}

// Whether the row stands in this column, too: a heading only with those who belong to it.
function goesOn(rows, at, most, used) {
  let size = rows[at].lines;
  for (let next = at + 1; !rows[at].who && next < rows.length && rows[next].who; next += 1) {
    size += rows[next].lines;
  }
  const split = !rows[at].who && size > most && most - used >= rows[at].lines + 2;
  return split || size <= most - used;
}

const pen = document.createElement("canvas").getContext("2d");

// How wide each word of a text is, in letters.
function wordsOf(weight, said) {
  pen.font = `${weight} 100px ${getComputedStyle(document.body).fontFamily}`;
  return (said || "").split(/\s+/).filter(Boolean)
    .map((part) => pen.measureText(part).width / 100);
}

const together = (widths) => widths.reduce((sum, width) => sum + BLANK + width, -BLANK);

// How many lines words take in a room so wide; a word that is wider is broken.
function linesOf(widths, room) {
  let [lines, used] = [widths.length ? 1 : 0, 0];
  for (const width of widths) {
    const begun = used ? used + BLANK : 0;
    if (begun + width <= room) {
      used = begun + width;
    } else {
      const broken = Math.max(1, Math.ceil(width / Math.max(1, room - 1)));
      lines += broken - (used ? 0 : 1);
      used = broken > 1 ? room : width;
    }
  }
  return lines;
}

// Rows with the widths of their words: those of the name, of the place, of its topic.
const measured = (rows) => rows.map((row) => ({
  ...row,
  words: [wordsOf(400, row.who), wordsOf(700, row.where),
    wordsOf(700, row.topic).map((width) => TOPIC * width)],
}));

// Name and place beside each other, or below each other where a column is too narrow for both.
function laidOut(row, room) {
  const [who, where, topic] = row.words;
  const again = row.who ? null : { ...row, topic: "", lines: linesOf(where, room), below: true };
  if (together(row.words.flat()) + BETWEEN <= room) {
    return { ...row, again, lines: 1, below: false };
  }
  const names = row.who ? Math.min(linesOf(who, room), MOST_LINES) : 0;
  return { ...row, again, lines: names + linesOf([...where, ...topic], room), below: true };
}

// How wide columns may be, in letters: at least so that half of the rows fit in a line.
function widths(rows) {
  const wide = rows.map(({ words: [who, where] }) => together([...who, ...where]));
  wide.sort((a, b) => a - b);
  const below = (share) => wide[Math.floor((wide.length - 1) * share)] + 1.5;
  const headed = rows.map(({ words: [, where, topic] }) => together([...where, ...topic]));
  return [below(0.5), Math.max(below(0.95), Math.min(Math.max(...headed), 1.3 * below(0.95)))];
}

// As few pages as can be, with as few names in more than one line.
function pagesAt(rows, size, box, [narrow, wide]) {
  const columns = (width) => Math.max(1, Math.floor(box.clientWidth / (size * width)));
  let best = null;
  for (let across = columns(wide); across <= columns(narrow); across += 1) {
    const tried = pagesOf(rows, size, box, across);
    best = best && best.laid.length <= tried.laid.length ? best : tried;
  }
  return best;
}

function pagesOf(rows, size, box, across) {
  const most = Math.max(3, Math.floor(box.clientHeight / (size * LINE)));
  const room = box.clientWidth / size / across - 1;
  const fitted = rows.map((row) => laidOut(row, room));
  const lines = fitted.reduce((sum, row) => sum + row.lines, 0);
  const pages = Math.ceil(lines / (most * across));
  // Names and numbers fill all pages and columns alike.
  let tall = settings.order === "by-place" ? most : Math.ceil(Math.ceil(lines / pages) / across);
  let columns = columnsOf(fitted, tall);
  while (tall < most && columns.length > pages * across) {
    tall += 1;
    columns = columnsOf(fitted, tall);
  }
  const laid = [];
  for (let at = 0; at < columns.length; at += across) {
    laid.push(columns.slice(at, at + across));
  }
  return { laid, size, across, tall };
}

// The largest letters that need no page more than good ones do; in a crowd good is the smallest.
function arrange(rows, box) {
  if (!WALL.matches) {
    return { laid: [[rows]], size: 0, across: 1, tall: rows.length };
  }
  const sized = measured(rows);
  const wide = widths(sized);
  const largest = (most, from) => {
    for (let share = from; share > SMALLEST; share -= 0.001) {
      const tried = pagesAt(sized, innerHeight * share, box, wide);
      if (tried.laid.length <= most) {
        return tried;
      }
    }
    return pagesAt(sized, innerHeight * SMALLEST, box, wide);
  };
  return largest(largest(FEW, GOOD).laid.length, LARGEST);
}

function drawPage(page) {
  board.shown = page;
  const box = element("rows");
  box.replaceChildren(...board.pages[page].flatMap((column, across) => {
    let down = 1;
    return column.map((row) => {
      const kind = `${row.who ? "" : "place"} ${row.below ? "below" : ""}`.trim();
      const item = make("li", kind, [
        row.who && make("span", "who", row.who),
        row.where && make("b", "", [row.where, row.topic && make("small", "", ` ${row.topic}`)]),
      ]);
      item.style.gridArea = `${down} / ${across + 1} / span ${row.lines || 1}`;
      down += row.lines || 1;
      return item;
    });
  }));
  [...element("leaves").children].forEach((leaf, at) => {
    leaf.className = at === page || !board.tabs ? "here" : "";
    if (!board.tabs) {
      leaf.textContent = `${leafWords(board.pages[page])} (${page + 1}/${board.pages.length})`;
    }
  });
}

function leafWords(page) {
  const rows = page.flat();
  const [first, last] = [rows[0].mark, rows[rows.length - 1].mark];
  return first === last ? String(first) : `${first} – ${last}`;
}

function arrangeBoard(target, now) {
  const session = data.sessions[target.session];
  setText("board-head", session.rotations > 1
    ? word("board-round", { number: target.rotation }) : word("board"));
  setText("board-of", target.session === sessionOf(run.part) ? "" : text(session.title));
  setText("topics", topicsOf(target));
  const box = element("rows");
  const { laid, size, across, tall } = arrange(rowsOf(target), box);
  Object.assign(board, { pages: laid, first: 0, since: now });
  box.style.fontSize = size ? `${size}px` : "";
  box.style.gridTemplateColumns = `repeat(${across}, minmax(0, 1fr))`;
  box.style.gridTemplateRows = size ? `repeat(${tall}, ${LINE}em)` : "";
  // Many pages, or long words for them, leave room for the one that is shown.
  board.tabs = laid.length <= MOST_TABS && settings.order !== "by-place";
  element("leaves").replaceChildren(
    ...(board.tabs ? laid.map((page) => make("li", "", leafWords(page))) : [make("li", "here")]));
  element("leaves").hidden = laid.length < 2;
  drawPage(0);
}

function pageNow(now) {
  const part = data.parts[run.part];
  const hurry = run.mode === "run" && kindOf(run.part) === "change"
    ? part.lasts * 1000 / board.pages.length : TURN;
  const lasts = Math.min(TURN, Math.max(SHORTEST, hurry));
  return (board.first + Math.floor((now - board.since) / lasts)) % board.pages.length;
}

const turnable = () => boarded() && !element("hall").hidden && board.pages.length > 1;

function turnPage(by, now) {
  const count = board.pages.length;
  Object.assign(board, { first: (pageNow(now) + by + count) % count, since: now });
}

function drawBoard(now) {
  const on = boarded();
  document.body.dataset.board = on ? "on" : "off";
  element("board").hidden = !on;
  element("order").hidden = !on;
  element("names").hidden = !data.sessions.some((session) => session.rotations);
  element("names").disabled = sought() === null;
  setText("names", word(on ? "names-hide" : "names-show"));
  setText("order", word(settings.order));
  if (!on || element("hall").hidden) {
    board.key = "";
    return;
  }
  const target = sought();
  const key = [target.session, target.rotation, settings.order, settings.language,
    innerWidth, innerHeight].join();
  if (key !== board.key) {
    board.key = key;
    arrangeBoard(target, now);
  }
  const page = pageNow(now);
  if (page !== board.shown) {
    drawPage(page);
  }
}
