// `@mirohq/miro-api` against the sandbox: what it is told comes on standard input as JSON, what it
// has seen goes to standard output as JSON. Nothing is compared here; the test in Python does that.
"use strict";
const https = require("node:https");
const tls = require("node:tls");
const { Miro, MiroApi } = require("@mirohq/miro-api");

const told = JSON.parse(require("node:fs").readFileSync(0, "utf8"));

// The edge of the network: what is meant for Miro's host is led to a port of this machine.
https.globalAgent.createConnection = (options) =>
  tls.connect({ ...options, host: "127.0.0.1", port: told.edgePort, ca: told.authority });

const all = async (things, shown) => {
  const seen = [];
  for await (const thing of things) seen.push(shown(thing));
  return seen;
};
const refused = async (call) => {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.statusCode, body: error.body };
  }
};

async function main() {
  const seen = {};
  const miro = new Miro({
    clientId: told.clientId,
    clientSecret: told.clientSecret,
    redirectUrl: told.redirectUrl,
    basePath: told.url,
    storage: new (class {
      state = {};
      get(user) { return this.state[user]; }
      set(user, state) { this.state[user] = state; }
    })(),
  });
  seen.authUrl = miro.getAuthUrl("s");
  await miro.exchangeCodeForAccessToken("me", told.code);
  seen.authorized = await miro.isAuthorized("me");
  seen.user = (await miro.as("me").tokenInfo()).user.id;

  const api = new MiroApi(told.token, told.url);
  const board = await api.createBoard({ name: "Retro", description: "Of January" });
  await board.update({ name: "Later" });
  seen.board = (await api.getBoard(board.id)).name;

  const frame = await board.createFrameItem({
    data: { title: "Frame" }, geometry: { width: 500, height: 500 }, position: { x: 0, y: 0 },
  });
  const note = await board.createStickyNoteItem({ data: { content: "Note" } });
  const made = [
    frame,
    note,
    await board.createShapeItem({ data: { content: "Shape", shape: "circle" } }),
    await board.createTextItem({ data: { content: "Text" } }),
    await board.createCardItem({ data: { title: "Card" } }),
    await board.createAppCardItem({ data: { title: "App card" } }),
    await board.createEmbedItem({ data: { url: "https://example.com/film" } }),
    await board.createImageItem({ data: { url: "https://example.com/a.png" } }),
    await board.createDocumentItem({ data: { url: "https://example.com/a.pdf" } }),
  ];
  seen.made = made.map((item) => [item.id, item.type]);
  await note.update({ parent: { id: frame.id }, position: { x: 100, y: 120 } });
  seen.inFrame = await all(frame.getAllItems(), (item) => item.id);
  seen.moved = (await board.getItem(note.id)).position;

  const line = await board.createConnector({
    startItem: { id: note.id }, endItem: { id: made[2].id },
  });
  seen.connectors = await all(board.getAllConnectors(), (one) => one.id === line.id);
  await line.delete();
  seen.connectorsLeft = await all(board.getAllConnectors(), (one) => one.id);

  const tag = await board.createTag({ title: "Urgent", fillColor: "red" });
  await note.attachTag(tag.id);
  seen.tagged = await all(tag.getAllTaggedItems(), (item) => item.id);
  seen.tags = await all(board.getAllTags(), (one) => one.title);

  const image = await board.createImageItem({
    data: { title: "File", data: Buffer.from(told.picture, "base64") },
  });
  seen.uploaded = [image.geometry.width, image.geometry.height];

  for (let number = 0; number < 60; number++)
    await board.createTextItem({ data: { content: String(number) } });
  seen.items = await all(board.getAllItems(), (item) => item.type);
  seen.boards = await all(api.getAllBoards(), (one) => one.name);

  seen.tooMany = await refused(() => api._api.getItems(board.id, { limit: "51" }));
  await board.delete();
  seen.gone = await refused(() => api.getBoard(board.id));

  const organization = await api.getOrganization(told.organizationId);
  await organization.createTeam({ name: "Design" });
  seen.teams = await all(organization.getAllTeams(), (team) => team.name);
  process.stdout.write(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error, error.body);
  process.exit(1);
});
