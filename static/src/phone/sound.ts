/* A gentle sound from the phone itself. Browsers let a page sound only after it was touched. */
import { signal } from "@preact/signals";
import { store } from "../core/store";

const OFF = "ws:quiet";

/** May this phone sound when time is up? Kept on this device. */
export const sounds = signal(store.get(OFF) === null);

export function setSounds(on: boolean): void {
  sounds.value = on;
  if (on) store.drop(OFF);
  else store.set(OFF, "1");
}

let player: AudioContext | undefined;

/** At the first touch or key: later there may be none before the time is up. */
export function unlock(): void {
  const Player = window.AudioContext ?? (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
  if (player || !Player || !sounds.peek()) return;
  try {
    player = new Player();
    void player.resume();
  } catch {
    // a phone without sound is a quiet phone
  }
}

/** Two soft notes, a second and a half in all. */
export function play(): void {
  if (!player || !sounds.peek()) return;
  // A phone that was locked for a while has put it to sleep; what was once allowed may be woken.
  if (player.state !== "running") void player.resume().then(notes, () => undefined);
  else notes();
}

function notes(): void {
  if (!player || player.state !== "running") return;
  const begin = player.currentTime + 0.02;
  for (const [pitch, after] of [[587, 0], [784, 0.28]] as const) {
    const tone = player.createOscillator();
    const loud = player.createGain();
    tone.type = "sine";
    tone.frequency.value = pitch;
    // Rising over some hundredths and fading: a tone that starts at once clicks.
    loud.gain.setValueAtTime(0.0001, begin + after);
    loud.gain.exponentialRampToValueAtTime(VOLUME, begin + after + 0.04);
    loud.gain.exponentialRampToValueAtTime(0.0001, begin + after + 1.2);
    tone.connect(loud).connect(player.destination);
    tone.start(begin + after);
    tone.stop(begin + after + 1.25);
  }
}

/** Twelve phones on one table are loud enough together. */
const VOLUME = 0.06;
