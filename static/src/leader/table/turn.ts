/* A voter's private turn on the device that goes round, whatever the method. */
import type { Person } from "../../core/client";
import type { Ballots } from "./slate";

export interface BallotTurnProps {
  person: Person;
  what: Ballots;
  leaving: number;
  onDone: (waits: boolean) => void;
  onLeave: (say?: string) => void;
}
