export interface Rule {
  file: string;
  line: number;
  selectors: string[];
  said: [name: string, value: string][];
  within: string[];
}
export function rulesOf(text: string, file?: string): Rule[];
export function sided(text: string): string;
export function dropped(rules: Rule[], bcd: unknown): string[];
export function marksLost(rules: Rule[]): string[];
export function distanced(text: string): string;
