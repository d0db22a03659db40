// The official JavaScript client, and the browser's own core on top of it, against a running server:
//   node js_client.mjs raw <base> <owner token> websocket|polling
//   node js_client.mjs core <base> <owner token>
//   node js_client.mjs crash <base> <owner token>      says "writing"; the server is killed and started again meanwhile
//   node js_client.mjs network <base> <owner token>    networks that swallow websockets, let only HTTP through, go dead
//   node js_client.mjs rules <file>                    a matrix of who, what and when, and the verdict of each
// Exits 0 when all is as said; each failed check is an exception.
import assert from "node:assert/strict";
import net from "node:net";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = createRequire(join(root, "static", "package.json"));
const core = join(root, "static", "src", "core");

const id = () => Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => "abcdefghijklmnop"[byte & 15]).join("");
const later = setTimeout;
const pause = (ms) => new Promise((go) => later(go, ms));

async function until(what, holds, ms = 15_000) {
  for (const end = performance.now() + ms; performance.now() < end; await pause(20)) if (holds()) return;
  throw new Error(`in ${ms} ms not: ${what}`);
}

/** From here on all but `pause` and `until` live faster: what a client gives up on after 5 s ends in 5 / `times`. */
function hurry(times) {
  const { setTimeout, setInterval } = globalThis;
  const { now } = Date;
  const begun = now();
  globalThis.setTimeout = (does, ms = 0, ...more) => setTimeout(does, ms / times, ...more);
  globalThis.setInterval = (does, ms = 0, ...more) => setInterval(does, ms / times, ...more);
  Date.now = () => begun + (now() - begun) * times;
}

/** A new workshop of two groups; answers its code and the chair's token. */
async function open(base, owner) {
  const data = {
    title: { lo: "ກອງປະຊຸມ", en: "Workshop" },
    groups: 2,
    orgs: [{ lo: "ກະຊວງ", en: "Ministry", kind: "ministry" }],
    lang: "lo",
    named: true,
    assign: "choose",
    budget: 3,
    cap: 2,
  };
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${owner}` };
  const body = JSON.stringify({ id: id(), name: "workshop.create", data });
  const answer = await (await fetch(`${base}/api/commands`, { method: "POST", headers, body })).json();
  assert.ok(answer.ok, JSON.stringify(answer));
  const lobby = await (await fetch(`${base}/api/w/${answer.ok.code}`)).json();
  return { code: answer.ok.code, chair: answer.ok.token, org: lobby.orgs[0].id, groups: lobby.groups.map((g) => g.id) };
}

// --- the wire, word by word ------------------------------------------------------------------------------------

async function raw(base, owner, transport) {
  const { io } = packages("socket.io-client");
  const { code, chair, org, groups } = await open(base, owner);
  const heard = { deltas: [], heads: [], presence: [], bye: [] };
  const connect = async () => {
    const socket = io(base, { transports: [transport], upgrade: false, forceNew: true, reconnection: false });
    for (const event of Object.keys(heard)) socket.on(event, (body) => heard[event].push(body));
    await new Promise((done, failed) => socket.once("connect", done).once("connect_error", failed));
    assert.equal(socket.io.engine.transport.name, transport);
    return { socket, ask: (event, body) => socket.timeout(10_000).emitWithAck(event, body) };
  };

  const phone = await connect();
  assert.equal((await phone.ask("join", { code: "0000" })).refused, "code");
  const guest = await phone.ask("join", { code, build: "", have: {} });
  assert.equal(guest.me.kind, "guest");
  assert.ok(Math.abs(guest.now - Date.now()) < 5_000);

  const wish = { id: id(), name: "person.join", data: { name: "ນາງ ສົມໃຈ", lang: "lo", org, group: groups[0] } };
  const joined = await phone.ask("command", wish);
  assert.ok(joined.ok?.token, JSON.stringify(joined));
  assert.deepEqual((await phone.ask("command", wish)).ok, joined.ok, "law 4: the same id, the same reply");
  const token = joined.ok.token;
  const me = await phone.ask("join", { token, code, build: "", have: {} });
  assert.equal(me.me.person, joined.ok.person);
  const table = `group:${groups[0]}`;
  assert.deepEqual(Object.keys(me.streams).sort(), [`workshop:${me.me.workshop}`, table, `person:${me.me.person}`].sort());
  const board = JSON.parse(me.streams[`workshop:${me.me.workshop}`].records).find((r) => r.type === "board" && r.group === groups[0]);

  const leader = await connect();
  const boss = await leader.ask("join", { token: chair, code, build: "", have: {} });
  assert.equal(boss.me.role, "chair");

  const post = (text) => phone.ask("command", { id: id(), name: "card.post", data: { board: board.id, kind: "problem", text, lang: "lo" } });
  const card = (await post("ອິນເຕີເນັດຊ້າ")).ok.card;
  const reveal = await leader.ask("command", { id: id(), name: "board.move", data: { board: board.id, phase: "reveal" } });
  assert.ok(reveal.ok, JSON.stringify(reveal));
  await until("the card at the table", () => puts(heard).some(({ stream, put }) => stream === table && put.key === `card:${card}`));

  const empty = await post("   ");
  assert.equal(empty.refused, "empty", JSON.stringify(empty));
  assert.ok(empty.say.length > 3);
  assert.equal((await phone.ask("command", { id: id(), name: "card.burn", data: {} })).refused, "unknown_command");
  const odd = { id: id(), name: "card.withdraw", data: { card, colour: 1 } };
  assert.equal((await phone.ask("command", odd)).refused, "unknown_field");
  assert.equal((await phone.ask("resume", { stream: `group:${groups[1]}`, after: 0 })).refused, "not_found", "law 5");

  const again = await connect();
  const have = { [table]: me.streams[table].seq };
  const resumed = await again.ask("join", { token, code, build: "", have });
  assert.ok(resumed.streams[table].deltas.some((d) => d.puts.some((put) => put.key === `card:${card}`)), "R5");
  const ahead = await again.ask("resume", { stream: table, after: 10_000 });
  assert.ok("records" in ahead, "a client ahead of the server gets a snapshot");

  await until("heads", () => heard.heads.length > 0);
  const removed = await leader.ask("command", { id: id(), name: "person.remove", data: { person: me.me.person } });
  assert.ok(removed.ok, JSON.stringify(removed));
  await until("bye, and both connections dropped", () => !phone.socket.connected && !again.socket.connected);
  assert.ok(heard.bye.every(({ why }) => why === "removed") && heard.bye.length >= 1);
  leader.socket.disconnect();
}

const puts = (heard) =>
  heard.deltas.flatMap((text) => JSON.parse(text)).flatMap(({ stream, puts }) => puts.map((put) => ({ stream, put })));

// --- the browser's core ----------------------------------------------------------------------------------------

async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), "workshop-core-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await packages("esbuild").build({
    stdin: { contents: 'export * from "./client"; export { allowed } from "./rules";', resolveDir: core, loader: "ts" },
    outfile: join(folder, "core.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: join(root, "static", "tsconfig.json"),
    banner: { js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);' },
    logLevel: "warning",
  });
  return pathToFileURL(join(folder, "core.mjs")).href;
}

let browsers = 0;
let loading = Promise.resolve();

/** One browser after the other takes its look at the page; then they live side by side. */
function browser(bundle, base, code, page = {}) {
  const it = loading.then(() => load(bundle, base, code, page));
  loading = it.catch(() => undefined);
  return it.then(async (loaded) => {
    await until(`${page.face ?? "phone"} in`, () => loaded.client.status.value.everJoined, page.ms);
    return loaded;
  });
}

/** A browser of its own: as much of a page as the core looks at, with its own storage. */
async function load(bundle, base, code, { face = "phone", token = "", disk = new Map() }) {
  const boot = JSON.stringify({ strings: { lo: "", en: "" }, base, code, face, build: "" });
  const nothing = () => undefined;
  Object.assign(globalThis, {
    document: { hidden: false, addEventListener: nothing, documentElement: { lang: "lo" }, getElementById: () => ({ textContent: boot }) },
    location: { hash: token && `#t=${token}`, pathname: `/${code}`, search: "", origin: base },
    history: { replaceState: () => (location.hash = "") },
    addEventListener: nothing,
    localStorage: {
      getItem: (key) => disk.get(key) ?? null,
      setItem: (key, value) => void disk.set(key, value),
      removeItem: (key) => void disk.delete(key),
      key: (n) => [...disk.keys()][n] ?? null,
      get length() {
        return disk.size;
      },
    },
  });
  const { startClient } = await import(`${bundle}?${browsers++}`);
  const client = startClient({ face, code });
  assert.equal(location.hash, "", "R9: the token leaves the address bar at once");
  return { client, disk };
}

async function enter(bundle, base, { code, org, groups }, ms = 15_000) {
  const it = await browser(bundle, base, code, { ms });
  const joined = await it.client.join({ name: "ທ້າວ ຄຳພູ", lang: "lo", org, group: groups[0] });
  assert.ok(joined.ok, JSON.stringify(joined));
  await until("a person", () => it.client.me.value.kind === "person" && it.client.all("board").value.length === 2, ms);
  return { ...it, board: it.client.all("board").value.find((b) => b.group === groups[0]) };
}

async function throughCore(base, owner) {
  const bundle = await bundled();
  const it = await open(base, owner);
  const { client: chair } = await browser(bundle, base, it.code, { face: "chair", token: it.chair });
  const { client: phone, disk, board } = await enter(bundle, base, it);
  assert.equal(chair.me.value.role, "chair");
  assert.ok(phone.may("card.post", board) && !phone.may("board.move", board) && chair.may("board.move", board));

  const item = phone.post("card.post", { board: board.id, kind: "problem", text: "ຂາດບຸກຄະລາກອນ", lang: "lo" });
  await until("saved", () => item.state.value === "saved");
  await until("own card", () => phone.all("card").value.length === 1 && phone.outbox.value.length === 0);
  const card = phone.all("card").value[0];
  assert.ok(phone.mine(card.key));
  assert.equal(chair.all("card").value.length, 0, "R11: before reveal the chair reads no text");

  assert.ok((await chair.send("board.move", { board: board.id, phase: "reveal" })).ok);
  await until("revealed at the chair's", () => chair.one(card.key).value?.text === card.text);

  const refused = phone.post("card.post", { board: board.id, kind: "problem", text: "ກ".repeat(281), lang: "lo" });
  await until("refused", () => refused.state.value === "refused");
  assert.equal(refused.reply.value.refused, "too_long");
  phone.draft("composer").value = "ຍັງຂຽນຢູ່";

  // The same phone after a reload: the same person, the refused text and the draft are there.
  const { client: reloaded } = await browser(bundle, base, it.code, { disk });
  await until("same person", () => reloaded.me.value.person === phone.me.value.person);
  assert.deepEqual(reloaded.outbox.value.map((i) => i.data.text.length), [281]);
  assert.equal(reloaded.draft("composer").value, "ຍັງຂຽນຢູ່");

  assert.ok((await chair.send("person.remove", { person: phone.me.value.person })).ok);
  await until("removed, on both tabs", () => phone.status.value.removed && reloaded.status.value.removed);
  assert.ok((await chair.send("person.readmit", { person: phone.me.value.person })).ok);
  phone.reconnect();
  await until("readmitted", () => phone.status.value.online && !phone.status.value.removed);
}

/** The server dies and comes back while a phone writes: each card is there, once, in order. */
async function throughCrash(base, owner) {
  const bundle = await bundled();
  const it = await open(base, owner);
  const { client, board } = await enter(bundle, base, it);
  console.log("writing");
  const texts = Array.from({ length: 40 }, (_, n) => `card ${n}`);
  for (const text of texts) {
    client.post("card.post", { board: board.id, kind: "lesson", text, lang: "en" });
    await pause(60);
  }
  await until("all saved", () => client.status.value.waiting === 0, 60_000);
  const answer = await client.get(`/api/w/${it.code}/streams`);
  const own = JSON.parse(answer.streams[`person:${client.me.value.person}`].records).filter((r) => r.type === "card");
  assert.deepEqual(own.map((card) => card.text).sort(), [...texts].sort());
  await until("the replica too", () => client.all("card").value.length === texts.length);
}

/** A network between phone and server. `judge(first words of a connection)`: "pass", "swallow" or "refuse". */
async function network(base, judge) {
  const { hostname, port } = new URL(base);
  const open = new Set();
  const server = net.createServer((phone) => {
    phone.once("data", (first) => {
      const verdict = judge(first.toString("latin1"));
      if (verdict === "refuse") return phone.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      if (verdict === "swallow") return phone.resume();
      const far = net.connect(Number(port), hostname);
      far.write(first);
      phone.pipe(far).pipe(phone);
      const pair = { phone, far };
      open.add(pair);
      for (const end of [phone, far]) end.on("error", () => end.destroy()).on("close", () => (open.delete(pair), phone.destroy(), far.destroy()));
    });
    phone.on("error", () => phone.destroy());
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    /** As when a phone changes its Wi-Fi: what is open stays open and carries nothing more. */
    goDead: () => open.forEach(({ phone, far }) => (phone.unpipe(), far.unpipe(), phone.resume(), far.resume())),
  };
}

const isSocket = (head) => /^\w+ \/socket\.io/.test(head);
const isWebsocket = (head) => /^upgrade: *websocket/im.test(head);

async function throughNetworks(base, owner) {
  const bundle = await bundled();
  hurry(3); // the server does not: three times is what its heartbeat of 15 s still bears
  const write = async (client, board, text) => {
    const item = client.post("card.post", { board: board.id, kind: "lesson", text, lang: "en" });
    await until(`${text} saved`, () => item.state.value === "saved", 30_000);
    await until(`${text} seen`, () => client.all("card").value.some((card) => card.text === text), 30_000);
  };

  const swallowing = await network(base, (head) => (isWebsocket(head) ? "swallow" : "pass"));
  const onlyHttp = await network(base, (head) => (isSocket(head) ? "refuse" : "pass"));
  const dying = await network(base, () => "pass");
  await Promise.all([
    (async () => {
      const { client, board } = await enter(bundle, swallowing.base, await open(base, owner), 30_000);
      await write(client, board, "by polling");
    })(),
    (async () => {
      const { client, board } = await enter(bundle, onlyHttp.base, await open(base, owner), 30_000);
      await write(client, board, "by HTTP");
    })(),
    (async () => {
      const { client, board } = await enter(bundle, dying.base, await open(base, owner));
      await write(client, board, "before");
      dying.goDead();
      await write(client, board, "after");
    })(),
  ]);
}

/** Law 8: the client greys out exactly what the server's table refuses. */
async function sameRules(file) {
  const { allowed } = await import(await bundled());
  const { rules, cases } = JSON.parse(readFileSync(file, "utf8"));
  for (const { me, command, subject, closed, allowed: expected } of cases)
    assert.equal(allowed(rules, me, command, subject, closed), expected, JSON.stringify({ me, command, subject, closed }));
  console.log(`${cases.length} verdicts agree`);
}

const [what, ...args] = process.argv.slice(2);
await { raw, core: throughCore, crash: throughCrash, network: throughNetworks, rules: sameRules }[what](...args);
console.log("ok");
process.exit(0);
