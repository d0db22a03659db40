// Is what a file exports used by another, and do imports go round in a circle? node static/tidy.mjs [folder]
// An export nobody imports is read as if somebody might: it is taken away, or the word `export` is. A circle has no
// first file: neither can be read, moved or tested by itself. `import type` counts too, for readers if not for engines.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = resolve(process.argv[2] ?? join(here, "src"));
const tests = process.argv[2] ? [] : filesOf(join(here, "../tests/client"));
const { config } = ts.readConfigFile(join(here, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] , files: ["none.ts"] }, ts.sys, here);
const program = ts.createProgram([...filesOf(folder), ...tests], options);
const checker = program.getTypeChecker();
const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder) && !fileName.includes("node_modules"));
const readers = program.getSourceFiles().filter(({ isDeclarationFile, fileName }) => !isDeclarationFile && !fileName.includes("node_modules"));

/** file -> the files it imports, and where. */
const imports = new Map(ours.map((file) => [file.fileName, new Set()]));
const used = new Set();
for (const file of readers) ts.forEachChild(file, (node) => visit(node, file));

const said = [...unused(), ...circles()];
for (const line of said) console.error(line);
console.log(`${said.length} exports that nobody imports, and circles of imports, in ${ours.length} files`);
process.exitCode = said.length ? 1 : 0;

function visit(node, file) {
  const from = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier;
  if (from) {
    const target = moduleOf(from);
    if (target) imports.get(file.fileName)?.add(target.fileName);
    // A file that hands on what another exports does not use it: whoever imports it from there does.
    if (ts.isImportDeclaration(node)) named(node.importClause);
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) whole(node.arguments[0]);
  else if (ts.isImportTypeNode(node)) whole(node.argument.literal);
  ts.forEachChild(node, (child) => visit(child, file));
}

function named(clause) {
  const bindings = clause?.namedBindings;
  if (clause?.name) use(clause.name);
  if (bindings && ts.isNamedImports(bindings)) for (const one of bindings.elements) use(one.name);
  else if (bindings) whole(bindings.parent.parent.moduleSpecifier);
}

function use(name) {
  let symbol = checker.getSymbolAtLocation(name);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  if (symbol) used.add(symbol);
}

/** Imported as a whole, in parts that no specifier names. */
function whole(specifier) {
  const module = specifier && checker.getSymbolAtLocation(specifier);
  for (const one of module ? checker.getExportsOfModule(module) : []) used.add(original(one));
}

function moduleOf(specifier) {
  const declared = checker.getSymbolAtLocation(specifier)?.valueDeclaration;
  return declared && ts.isSourceFile(declared) && ours.includes(declared) ? declared : undefined;
}

function original(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function* unused() {
  for (const file of ours) {
    const module = checker.getSymbolAtLocation(file);
    for (const one of module ? checker.getExportsOfModule(module) : []) {
      const symbol = original(one);
      const declared = symbol.declarations?.[0];
      // Handed on from another file: told there.
      if (!declared || declared.getSourceFile() !== file || used.has(symbol)) continue;
      // A type that says what an exported function takes or gives may be named by whoever calls it one day.
      if (!(symbol.flags & ts.SymbolFlags.Value) && mentioned(file, symbol)) continue;
      yield `${place(declared)} ${one.name} is exported and nobody imports it`;
    }
  }
}

/** Does its own file use it, beside declaring it? */
function mentioned(file, symbol) {
  let times = 0;
  const look = (node) => {
    if (ts.isIdentifier(node) && node.text === symbol.name && checker.getSymbolAtLocation(node) === symbol) times++;
    ts.forEachChild(node, look);
  };
  look(file);
  return times > symbol.declarations.length;
}

/** Every file that can be reached from itself, each circle once: Tarjan's strongly connected components. */
function* circles() {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const walk = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const next of imports.get(file)) {
      if (!index.has(next)) walk(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) found.push(circle);
  };
  for (const file of imports.keys()) if (!index.has(file)) walk(file);
  for (const circle of found) yield `A circle: ${circle.map((file) => relative(folder, file)).sort().join(", ")}`;
}

function place(node) {
  const file = node.getSourceFile();
  return `${relative(here, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}

function filesOf(root) {
  return readdirSync(root, { recursive: true }).filter((file) => /\.tsx?$/.test(file)).map((file) => join(root, file));
}
