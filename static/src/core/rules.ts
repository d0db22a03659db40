/** May they? The server's own table, evaluated as `workshop/kernel/rules.py` does, to grey out what would be refused. */
import type { Me, Relation, Rules, Subject } from "./types";

/** How this person stands to the row. The leader of group 2 is nobody at group 1's table. */
function relations(me: Me, subject: Subject): Set<string> {
  if (me.kind !== "person") return new Set([me.kind]);
  const held = new Set<Relation>(["joined"]);
  if (subject.person !== undefined && subject.person === me.person) held.add("self");
  held.add(me.role === "chair" ? "chair" : "floor");
  if (me.role === "helper") held.add("helper");
  if (subject.group != null && subject.group === me.group) {
    if (me.role === "leader") held.add("leader");
    if (me.role !== "chair" && !subject.hidden) held.add("member");
  }
  const mine = subject.mine ?? (subject.author != null && subject.author.id === me.person);
  if (mine && !subject.hidden) held.add("author");
  return held;
}

/** Default deny: an unknown command, relation or phase is a no. */
export function allowed(rules: Rules, me: Me, command: string, subject: Subject, closed: boolean): boolean {
  const rule = rules[command];
  if (!rule) return false;
  const phase = closed ? "closed" : subject.locked ? "locked" : (subject.phase ?? "open");
  for (const relation of relations(me, subject))
    if (rule[relation as Relation]?.includes(phase)) return true;
  return false;
}
