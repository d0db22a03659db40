/** The remote of a presentation: where it is while a press is on its way, and when somebody else steps. */
import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { test } from "node:test";
import type { Client, Presentation, Reply } from "../../static/src/core/client";
import { stepOf, stepTo } from "../../static/src/ui/steps";
import { presentation } from "./world";

const CARDS = [11, 12, 13, 14, 15];

/** A server in the hand: what is sent waits until it is answered; records change when told to. */
function room() {
  const at = (card: number | null) =>
    presentation(1, CARDS, { card });
  const records = signal<readonly Presentation[]>([at(null)]);
  const sent: (number | null)[] = [];
  const answers: ((reply: Reply) => void)[] = [];
  const client = {
    all: () => records,
    send: (_name: string, data: { card: number | null }) => {
      sent.push(data.card);
      return new Promise<Reply>((done) => answers.push(done));
    },
  } as unknown as Client;
  return {
    sent,
    press: (by: number) => void stepTo(client, records.peek()[0]!, stepOf(records.peek()[0]!).at + by),
    place: () => stepOf(records.peek()[0]!).at,
    tells: (card: number | null) => (records.value = [at(card)]),
    async answer() {
      answers.shift()!({ ok: {} } as Reply);
      for (let i = 0; i < 4; i++) await new Promise((go) => setImmediate(go));
    },
  };
}

test("E6: where the chair stepped within the wait is where the remote stands, and the next press goes on from there", async () => {
  const { press, place, tells, answer, sent } = room();
  press(1);
  assert.equal(place(), 1, "a press counts at once");
  await answer();
  tells(11);
  tells(14);
  await new Promise((go) => setImmediate(go));
  assert.equal(place(), 4, "the record went past");
  press(1);
  assert.deepEqual(sent, [11, 15]);
  tells(15);
  await answer();
});

test("E6: the chair's step that comes before one's own answer ends the wait as well", async () => {
  const { press, place, tells, answer } = room();
  press(1);
  tells(14);
  assert.equal(place(), 4);
  tells(11);
  await answer();
  assert.equal(place(), 1);
});

test("E6: back to where one came from, by another hand, is no record of before", async () => {
  const { press, place, tells, answer } = room();
  tells(12);
  press(1);
  assert.equal(place(), 3);
  tells(13);
  tells(12);
  assert.equal(place(), 2);
  await answer();
  assert.equal(place(), 2);
});

test("E6: an answer that finds its record there already waits for nothing more", async () => {
  const { press, place, tells, answer } = room();
  press(1);
  tells(11);
  await answer();
  tells(null);
  assert.equal(place(), 0);
});

test("fast presses pass over one's own steps, and only the last is sent", async () => {
  const { press, place, tells, answer, sent } = room();
  press(1);
  press(1);
  press(1);
  assert.equal(place(), 3);
  tells(11);
  assert.equal(place(), 3, "the first of them coming back is no step of somebody else");
  await answer();
  assert.deepEqual(sent, [11, 13]);
  tells(13);
  await answer();
  assert.equal(place(), 3);
});

test("a press that comes before the record of the one before is no step of somebody else", async () => {
  const { press, place, tells, answer, sent } = room();
  tells(13);
  press(-3);
  await answer();
  press(1);
  tells(null);
  assert.equal(place(), 1, "the record of the press before");
  press(1);
  press(1);
  assert.equal(place(), 3);
  await answer();
  tells(11);
  await answer();
  tells(13);
  assert.deepEqual(sent, [null, 11, 13]);
});
