/* One place for short words that pass: what was done (with Undo) and why a thing cannot be done now. */
import { signal } from "@preact/signals";
import { useLayoutEffect, useState } from "preact/hooks";

interface Note {
  id: number;
  say: string;
  label?: string;
  act?: () => void;
}

const notes = signal<Note[]>([]);
let made = 0;

/** Shows `say` for a while (10 s when it carries an action, such as Undo). The newest two stay. */
export function toast(say: string, action?: { label: string; act: () => void }): () => void {
  const id = ++made;
  const note: Note = { id, say, ...action };
  notes.value = [...notes.value.filter((n) => n.say !== say), note].slice(-2);
  const forget = () => {
    notes.value = notes.value.filter((n) => n.id !== id);
  };
  setTimeout(forget, action ? 10_000 : 5_000);
  return forget;
}

/** Whatever is still said, and its Undo, goes: the page is about to be somebody else's. */
export function hush(): void {
  notes.value = [];
}

/** Where they may be said, the uppermost last: an open sheet covers the page and what is said on it. */
const places = signal<readonly object[]>([]);

export function Toasts() {
  const [own] = useState(() => ({}));
  useLayoutEffect(() => {
    places.value = [...places.peek(), own];
    return () => {
      places.value = places.peek().filter((one) => one !== own);
    };
  }, []);
  const here = places.value.at(-1) === own;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {(here ? notes.value : []).map((note) => (
        <div class="toast" key={note.id}>
          <span>{note.say}</span>
          {note.act && (
            <button
              type="button"
              class="btn btn-bare"
              onClick={() => {
                notes.value = notes.value.filter((n) => n.id !== note.id);
                note.act?.();
              }}
            >
              {note.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
