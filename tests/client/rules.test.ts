/**
 * Law 8 on the client: the table greys out what the server would refuse; the whole real table is compared in
 * tests/doors/test_js_client.py. Planted: a reader who takes any leader for this group's leader is caught.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { allowed } from "../../static/src/core/rules";
import type { Me, Phase, Rules } from "../../static/src/core/types";

const LIVE: readonly Phase[] = ["write", "reveal", "vote", "report", "open", "locked"];
const rules: Rules = {
  "person.join": { guest: ["open"], invited: ["open"] },
  "person.rename": { self: LIVE },
  "card.post": { member: ["write", "reveal"], leader: ["write", "reveal", "report"] },
  "card.edit": { author: ["write", "reveal"] },
  "board.lock": { leader: LIVE, chair: LIVE },
  "workshop.reopen": { chair: ["closed"] },
};

const guest: Me = { kind: "guest", workshop: 1 };
const screen: Me = { kind: "screen", workshop: 1 };
const phet: Me = { kind: "person", workshop: 1, person: 7, role: "participant", group: 1 };
const leader: Me = { kind: "person", workshop: 1, person: 8, role: "leader", group: 1 };
const leader2: Me = { kind: "person", workshop: 1, person: 9, role: "leader", group: 2 };
const chair: Me = { kind: "person", workshop: 1, person: 2, role: "chair", group: null };

const who = { guest, screen, phet, leader, leader2, chair };
const may = (command: string, subject: object, closed = false): string[] =>
  Object.entries(who).flatMap(([name, me]) => (allowed(rules, me, command, subject, closed) ? [name] : []));

test("relations are to the row: the leader of group 2 is nobody at group 1's table", () => {
  assert.deepEqual(may("card.post", { group: 1, phase: "write" }), ["phet", "leader"]);
  assert.deepEqual(may("card.post", { group: 1, phase: "report" }), ["leader"]);
  assert.deepEqual(may("card.post", { group: 1, phase: "vote" }), []);
  assert.deepEqual(may("board.lock", { group: 1, phase: "vote" }), ["leader", "chair"]);
});

test("no group is nobody's table, not everybody's", () => {
  assert.deepEqual(may("card.post", { group: null, phase: "write" }), []);
  assert.deepEqual(may("board.lock", { group: null, phase: "write" }), ["chair"]);
});

test("author by what the record says, or by its being on one's own stream", () => {
  assert.deepEqual(may("card.edit", { group: 1, phase: "write", author: { id: 7 } }), ["phet"]);
  assert.deepEqual(may("card.edit", { group: 1, phase: "write", author: null }), []);
  assert.ok(allowed(rules, phet, "card.edit", { mine: true, phase: "write" }, false));
  assert.ok(!allowed(rules, phet, "card.edit", { mine: true, phase: "write", hidden: true }, false));
});

test("a lock and the close stand in for the phase", () => {
  assert.deepEqual(may("card.post", { group: 1, phase: "write", locked: true }), []);
  assert.deepEqual(may("board.lock", { group: 1, phase: "write", locked: true }), ["leader", "chair"]);
  assert.deepEqual(may("board.lock", { group: 1, phase: "write" }, true), []);
  assert.deepEqual(may("workshop.reopen", {}, true), ["chair"]);
  assert.deepEqual(may("workshop.reopen", {}), []);
});

test("guests join, people do not; self is oneself", () => {
  assert.deepEqual(may("person.join", {}), ["guest"]);
  assert.deepEqual(may("person.rename", { person: 7 }), ["phet"]);
});

test("default deny: what the table does not name is refused", () => {
  assert.deepEqual(may("card.burn", { group: 1, phase: "write" }), []);
  assert.deepEqual(may("card.post", { group: 1, phase: "dessert" }), []);
  assert.deepEqual(may("card.post", { group: 1 }), []);
});

test("planted: a global leader check", () => {
  const everywhere: Me = { ...leader2, group: 1 }; // what a check without the group would make of the other leader
  assert.ok(allowed(rules, everywhere, "board.lock", { group: 1, phase: "vote" }, false));
  assert.ok(!allowed(rules, leader2, "board.lock", { group: 1, phase: "vote" }, false));
});
