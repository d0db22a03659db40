/* Text that is drawn on several lines and saved as one. */

const flat = (text: string): string => text.replace(/\s*[\n-\r\x85\u2028\u2029]\s*/g, " ");

/** One line, however many were pasted: what is typed is shown as it will be saved, with the caret where it was. */
export function flatten(area: HTMLTextAreaElement): string {
  const { value, selectionStart } = area;
  const line = flat(value);
  if (line !== value) {
    area.value = line;
    area.selectionStart = area.selectionEnd = flat(value.slice(0, selectionStart)).length;
  }
  return line;
}
