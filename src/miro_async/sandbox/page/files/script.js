// The page of the sandbox: shows what the server tells, and lets people look around.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const MOST_ROWS = 300;
const FEW = 40; // no more than so many pieces at once are brought to notice
const byId = (id) => document.getElementById(id);
const count = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** Make an element with a class and children; text stays text. */
function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

// ---------------------------------------------------------------- what the server tells

const live = byId("live");

function say(state, words) {
  if (live.dataset.state === state) return;
  live.dataset.state = state;
  live.textContent = words;
}

const stream = {
  source: null,

  open() {
    if (this.source || live.dataset.state === "gone") return;
    const source = new EventSource(document.body.dataset.events);
    this.source = source;
    source.onopen = () => say("live", "Live");
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) this.end("Not connected");
      else say("waiting", "Reconnecting");
    };
    for (const [name, listener] of Object.entries(listeners)) {
      source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
    }
  },

  close() {
    this.source?.close();
    this.source = null;
  },

  end(words) {
    this.close();
    say("gone", words);
  },
};

const listeners = {
  boards: (boards) => showBoards(boards),
  board: (board) => showHead(board),
  drawing: (drawing) => picture.change(drawing),
  calls: (news) => log.add(news),
  credits: (budgets) => showCredits(budgets),
  gone: () => stream.end("This board was deleted"),
};

// A browser has few connections to a server: a page that is not seen leaves its own to others.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stream.close();
  else stream.open();
});
window.addEventListener("pagehide", () => stream.close());
window.addEventListener("pageshow", () => stream.open());

// ---------------------------------------------------------------- boards, credits, calls

const boardCards = new Map();

function showBoards(boards) {
  const list = byId("boards");
  const wanted = new Set(boards.map((board) => board.id));
  for (const [id, card] of boardCards) {
    if (!wanted.has(id)) {
      card.remove();
      boardCards.delete(id);
    }
  }
  boards.forEach((board, place) => {
    let card = boardCards.get(board.id);
    if (!card) {
      card = made("li", boardCards.size ? "fresh" : "");
      boardCards.set(board.id, card);
    }
    const words = JSON.stringify(board);
    if (card.dataset.words !== words) {
      card.dataset.words = words;
      fillCard(card, board);
    }
    if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
  });
  byId("empty").hidden = boards.length > 0;
}

function fillCard(card, board) {
  const focused = card.contains(document.activeElement);
  const link = made("a", "", board.name);
  link.href = `/boards/${encodeURIComponent(board.id)}`;
  const facts = made("dl");
  for (const [number, word] of countsOf(board)) {
    facts.append(made("div", "", made("dt", "", word), made("dd", "", number)));
  }
  const about = made("p", "about", `${board.owner} · ${board.team} · changed ${clockOf(board.modified)}`);
  card.replaceChildren(link, ...(board.description ? [made("p", "", board.description)] : []), about, facts);
  if (focused) link.focus();
}

function countsOf(board) {
  const all = [[board.items, "item"], [board.connectors, "connector"], [board.tags, "tag"], [board.groups, "group"]];
  return all
    .filter(([number], place) => number || !place)
    .map(([number, word]) => [number.toLocaleString("en"), number === 1 ? word : `${word}s`]);
}

function showHead(board) {
  byId("name").textContent = board.name;
  document.title = `${board.name} - Miro sandbox`;
  byId("board").setAttribute("aria-label", board.name);
  byId("counts").textContent = countsOf(board).map((each) => each.join(" ")).join(", ");
  byId("empty").hidden = board.items > 0;
}

function showCredits(budgets) {
  byId("credits").replaceChildren(...budgets.map(budgetOf));
  byId("untouched").hidden = budgets.length > 0;
}

function budgetOf({ api, who, left, budget, reset }) {
  const name = api === "API" ? who : `${api}`;
  const meter = made("meter");
  Object.assign(meter, { max: budget, value: left, high: budget / 2, low: budget / 5, optimum: budget });
  meter.setAttribute("aria-label", `Credits left: ${name}`);
  const shown = `${left.toLocaleString("en")} of ${budget.toLocaleString("en")} left`;
  const head = made("div", "who", made("span", "", name), made("span", "reset", `reset in ${reset} s`));
  return made("li", "", head, meter, made("div", "left", shown));
}

/** The time of a moment in the time zone of whoever looks. */
function clockOf(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : date.toLocaleTimeString("en-GB");
}

const log = {
  rows: byId("calls"),

  add({ whole, total, calls }) {
    if (whole) this.rows.replaceChildren();
    byId("total").textContent = total.toLocaleString("en");
    const rows = calls.map((call) => this.row(call)).reverse();
    if (this.rows.childElementCount) rows.slice(0, FEW).forEach((row) => row.classList.add("fresh"));
    this.rows.prepend(...rows);
    while (this.rows.childElementCount > MOST_ROWS) this.rows.lastElementChild.remove();
  },

  row({ time, operation, status, user, credits, fault }) {
    const kind = !status || status >= 500 ? "bad" : status < 400 ? "good" : "warn";
    const who = fault ? `${user}, made to fail: ${fault}` : user;
    const what = made("td", "what", operation, made("small", "", who));
    const badge = made("td", "", made("span", `status ${kind}`, status || "lost"));
    const cost = made("td", "number", credits.toLocaleString("en"));
    return made("tr", "", made("td", "", clockOf(time)), what, badge, cost);
  },
};

// ---------------------------------------------------------------- the drawing

const board = byId("board");

const picture = {
  pieces: new Map(),

  change({ whole, extent, removed, put }) {
    if (whole) {
      this.pieces.clear();
      board.replaceChildren();
    }
    for (const name of removed) this.take(name);
    const text = `<svg xmlns="${SVG}">${put.map(([svg]) => svg).join("")}</svg>`;
    const drawn = [...new DOMParser().parseFromString(text, "image/svg+xml").documentElement.children];
    put.forEach(([, name, after], place) => {
      const piece = document.adoptNode(drawn[place]);
      if (!whole && put.length <= FEW) piece.classList.add("fresh");
      this.take(name);
      this.pieces.set(name, piece);
      const before = this.pieces.get(after);
      if (before) before.after(piece);
      else board.prepend(piece);
    });
    view.allow(extent);
  },

  take(name) {
    this.pieces.get(name)?.remove();
    this.pieces.delete(name);
  },
};

// ---------------------------------------------------------------- pan and zoom

const STEP = 1.25;
const PAN = 80; // pixels
const TOOLS = 56; // pixels at the lower edge, over which the buttons stand

const view = {
  x: 0, // of the board, at the left edge of the window
  y: 0,
  scale: 1, // pixels for each unit of the board
  extent: [0, 0, 0, 0],
  follows: true, // everything is shown until somebody looks closer

  allow(extent) {
    this.extent = extent;
    if (this.follows) this.fit();
  },

  fit() {
    const [left, top, width, height] = this.extent;
    const across = board.clientWidth;
    const down = board.clientHeight - (board.clientHeight > 4 * TOOLS ? TOOLS : 0);
    this.follows = true;
    this.scale = this.bounded(Math.min(across / width, down / height, 2));
    this.x = left + width / 2 - across / this.scale / 2;
    this.y = top + height / 2 - down / this.scale / 2;
    this.show();
  },

  move(dx, dy) {
    this.follows = false;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.show();
  },

  /** Zoom about a place of the window, which stays where it is. */
  zoom(factor, atX = board.clientWidth / 2, atY = board.clientHeight / 2) {
    const scale = this.bounded(this.scale * factor);
    this.follows = false;
    this.x += atX / this.scale - atX / scale;
    this.y += atY / this.scale - atY / scale;
    this.scale = scale;
    this.show();
  },

  bounded(scale) {
    return Number.isFinite(scale) ? Math.min(8, Math.max(0.005, scale)) : 1;
  },

  show() {
    const { clientWidth, clientHeight } = board;
    const box = [this.x, this.y, clientWidth / this.scale, clientHeight / this.scale];
    board.setAttribute("viewBox", box.map((number) => number.toFixed(3)).join(" "));
    byId("zoom").textContent = `${this.scale < 0.1 ? (this.scale * 100).toFixed(1) : Math.round(this.scale * 100)}%`;
  },
};

const keys = {
  ArrowLeft: () => view.move(PAN, 0),
  ArrowRight: () => view.move(-PAN, 0),
  ArrowUp: () => view.move(0, PAN),
  ArrowDown: () => view.move(0, -PAN),
  "+": () => view.zoom(STEP),
  "=": () => view.zoom(STEP),
  "-": () => view.zoom(1 / STEP),
  0: () => view.fit(),
  Home: () => view.fit(),
};

const touches = new Map();

/** The middle of all fingers, and how far apart they are. */
function grip() {
  const points = [...touches.values()];
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  const [one, two] = points;
  return { x, y, spread: two ? Math.hypot(one.x - two.x, one.y - two.y) : 0 };
}

function placeOf(event) {
  const { left, top } = board.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function letGo(event) {
  touches.delete(event.pointerId);
  board.classList.toggle("held", touches.size > 0);
}

function lookAround() {
  board.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  board.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { x, y } = placeOf(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    view.zoom(Math.exp(-Math.max(-200, Math.min(200, event.deltaY * lines)) / 400), x, y);
  }, { passive: false });
  board.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    board.setPointerCapture(event.pointerId);
    touches.set(event.pointerId, placeOf(event));
    board.classList.add("held");
  });
  board.addEventListener("pointermove", (event) => {
    if (!touches.has(event.pointerId)) return;
    const before = grip();
    touches.set(event.pointerId, placeOf(event));
    const now = grip();
    view.move(now.x - before.x, now.y - before.y);
    if (before.spread && now.spread) view.zoom(now.spread / before.spread, now.x, now.y);
  });
  board.addEventListener("pointerup", letGo);
  board.addEventListener("pointercancel", letGo);
  byId("in").addEventListener("click", () => view.zoom(STEP));
  byId("out").addEventListener("click", () => view.zoom(1 / STEP));
  byId("fit").addEventListener("click", () => view.fit());
  new ResizeObserver(() => (view.follows ? view.fit() : view.show())).observe(board);
}

if (board) lookAround();
stream.open();
