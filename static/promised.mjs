// Does every browser we promise have what our code calls? node static/promised.mjs [folder]
// TypeScript says whose member each name is; MDN's compatibility data says since when browsers have it. What may be
// missing is asked for first (`x?.()`, or a test named in GUARDED), or stands in core/old.ts for those without it.
// The same is asked of the styles, as the build gives them to those browsers, and that no letter's marks are cut by them.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import bcd from "@mdn/browser-compat-data" with { type: "json" };
import { transformSync } from "esbuild";
import ts from "typescript";
import { dropped, marksLost, forOld, PROMISED, rulesOf } from "./styles.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.argv[2] ?? join(here, "src");
/** What core/old.ts brings along where it is missing. */
const BROUGHT = new Set([...readFileSync(join(here, "src/core/old.ts"), "utf8").matchAll(/bring\((\w+)\.prototype, "(\w+)"/g)].map(([, owner, name]) => `${owner}.${name}`));

/** Asked for before it is called, or harmless where it is ignored; each with where or why. */
const GUARDED = {
  "HTMLDialogElement.showModal": "ui/sheet.tsx asks, and ui/standin.ts stands in",
  "HTMLDialogElement.close": "ui/sheet.tsx asks",
  "HTMLDialogElement.open": "undefined where there is no dialog, as ui/sheet.tsx expects",
  "WakeLock.request": "screen/awake.ts asks for navigator.wakeLock",
  "Document.exitFullscreen": "screen/controls.tsx shows its button where the document says it may",
  "Element.requestFullscreen": "the same",
  "Document.fullscreenEnabled": "undefined where it is missing: the button is left out",
  "Document.fullscreenElement": "behind that button",
  "IDBFactory.open": "Safari 14 hangs now and then at its first opening: photos then wait until the page is opened again",
  "HTMLElement.inert": "ignored: the preview is then reachable by keys, and does nothing",
};

const program = ts.createProgram(filesOf(folder), {
  target: ts.ScriptTarget.ES2020,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  jsxImportSource: "preact",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
});
const checker = program.getTypeChecker();
const missing = [];

for (const source of program.getSourceFiles()) {
  if (source.isDeclarationFile || source.fileName.includes("node_modules")) continue;
  visit(source, source);
}
const written = readdirSync(join(here, "css")).map((file) => [`css/${file}`, readFileSync(join(here, "css", file), "utf8")]);
const styles = [
  ...marksLost(written.flatMap(([file, text]) => rulesOf(text, file))),
  ...written.flatMap(([file, text]) => {
    const given = transformSync(forOld(text), { loader: "css", target: ["chrome80", "safari14.1"], logLevel: "silent" }).code;
    return dropped(rulesOf(given, `${file}, built,`), bcd);
  }),
];
for (const line of [...missing, ...styles]) console.error(line);
console.log(`${missing.length} calls that a promised browser may not have, ${styles.length} faults of styles`);
process.exitCode = missing.length + styles.length ? 1 : 0;

function visit(node, source) {
  if (ts.isPropertyAccessExpression(node)) look(node, node.name, checker.getSymbolAtLocation(node.name), source);
  else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) look(node, node.expression, checker.getSymbolAtLocation(node.expression), source);
  else if (node.kind === ts.SyntaxKind.RegularExpressionLiteral && /\(\?<[=!]/.test(node.text)) say(node, source, "a lookbehind", 16.4, "Safari");
  ts.forEachChild(node, (child) => visit(child, source));
}

function look(node, name, symbol, source) {
  for (const declared of symbol?.declarations ?? []) {
    if (!/\/lib\.[a-z0-9.]+\.d\.ts$/.test(declared.getSourceFile().fileName)) continue;
    const owner = ownerOf(declared);
    const key = owner ? `${owner}.${name.text}` : name.text;
    const since = sinceOf(owner, name.text);
    if (!since || key in GUARDED || BROUGHT.has(key) || asked(node)) continue;
    for (const [browser, promised] of Object.entries(PROMISED)) {
      if (since[browser] > promised) say(node, source, key, since[browser], browser);
    }
    return;
  }
}

/** `x?.y()` and `x.y?.()` ask before they call; so does a test for it in an enclosing condition. */
function asked(node) {
  if (node.questionDotToken || node.parent?.questionDotToken) return true;
  const name = node.name?.text ?? node.expression?.text;
  for (let at = node; at; at = at.parent) {
    const test = at.parent && (ts.isIfStatement(at.parent) || ts.isConditionalExpression(at.parent) || ts.isBinaryExpression(at.parent)) ? at.parent : undefined;
    const before = test && (ts.isIfStatement(test) ? test.expression : ts.isConditionalExpression(test) ? test.condition : test.left);
    if (before && before !== at && new RegExp(`(typeof ${name}\\b|"${name}" in|\\.${name}$|!\\w*\\.?${name}\\b)`).test(before.getText())) return true;
    if (ts.isBlock(at)) {
      const earlier = at.statements.filter((one) => one.end <= node.pos && ts.isIfStatement(one)).map((one) => one.expression.getText());
      if (earlier.some((text) => text.includes(`typeof ${name} `) || text.includes(`"${name}" in`))) return true;
    }
  }
  return false;
}

function ownerOf(declared) {
  const holder = declared.parent;
  if (!holder || !(ts.isInterfaceDeclaration(holder) || ts.isModuleBlock(holder) || ts.isTypeLiteralNode(holder))) return "";
  const named = ts.isInterfaceDeclaration(holder) ? holder.name.text : ts.isModuleBlock(holder) ? holder.parent.name.text : (holder.parent.name?.text ?? "");
  return named.replace(/^Readonly(Array|Map|Set)$/, "$1").replace(/Constructor$/, "").replace(/EventMap$/, "").replace(/^WindowOrWorkerGlobalScope$/, "");
}

function sinceOf(owner, name) {
  const builtins = bcd.javascript.builtins;
  const places = owner
    ? [builtins[owner]?.[name], builtins[owner]?.[`${name}`], bcd.api[owner]?.[name], bcd.api[owner]?.[`${name}_static`], builtins.Intl?.[owner]?.[name]]
    : [bcd.api[name], bcd.api.Window?.[name], builtins[name]];
  const support = places.find((place) => place?.__compat)?.__compat.support;
  if (!support) return undefined;
  return Object.fromEntries(Object.keys(PROMISED).map((browser) => [browser, version(support[browser])]));
}

/** The first version that has it under its own name and by itself, in part or whole. */
function version(said) {
  const all = (Array.isArray(said) ? said : [said]).filter((one) => one && !one.prefix && !one.flags && !one.alternative_name);
  return all.length ? Math.min(...all.map(({ version_added: added }) => since(added))) : 0;
}

function since(added) {
  if (added === false) return Infinity;
  return typeof added === "string" && added !== "preview" ? Number.parseFloat(added.replace("≤", "")) : 0;
}

function say(node, source, what, since, browser) {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  missing.push(`${relative(here, source.fileName)}:${line + 1} ${what} needs ${browser} ${since}`);
}

function filesOf(root) {
  return readdirSync(root, { recursive: true }).filter((file) => /\.tsx?$/.test(file)).map((file) => join(root, file));
}
