import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parse } from '@astrojs/compiler-rs';
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import { BROWSER_CODE, rules } from './rules.ts';

export const projectRoot = join(import.meta.dirname, '../..');

/** The text of each file by its path in the project. */
export type Sources = Readonly<Record<string, string>>;

const READ = /\.(?:ts|tsx|astro|mjs|json|css)$/;

/** Every source file of the given folders. */
export function readSources(...folders: readonly string[]): Sources {
  const sources: Record<string, string> = {};
  for (const folder of folders) {
    for (const entry of readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && READ.test(file)) sources[relative(projectRoot, file)] = readFileSync(file, 'utf8');
    }
  }
  return sources;
}

/**
 * What of the sources breaks a rule, as "rule: from → to". The dependency tool cannot read `.astro` files: it gets each of
 * them as a module with the same imports, so that one set of rules holds for all and cycles are seen through pages too.
 */
export async function brokenRules(sources: Sources): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'architecture-'));
  try {
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
    const modules = Object.entries(sources).flatMap(([path, source]) => Object.entries(modulesOf(path, source)));
    for (const [path, text] of modules) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const folders = ['src', 'db', 'locales'].filter((name) => modules.some(([path]) => path.startsWith(`${name}/`)));
    const written = await violationsIn(folder, folders, {
      rules: rules.filter((rule) => !isAboutReach(rule)),
      seesTypes: true,
    });
    // What reaches the browser is what is left when the types are gone.
    const reached = modules.some(([path]) => BROWSER_CODE.test(path))
      ? await violationsIn(folder, folders, { rules: rules.filter(isAboutReach), seesTypes: false })
      : [];
    return [...new Set([...written, ...reached])].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isAboutReach = (rule: IForbiddenRuleType): boolean => 'to' in rule && 'reachable' in rule.to;

async function violationsIn(
  baseDir: string,
  folders: string[],
  options: Readonly<{ rules: readonly IForbiddenRuleType[]; seesTypes: boolean }>,
): Promise<readonly string[]> {
  const { output } = await cruise(
    folders,
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: options.rules.map((rule) => ({ severity: 'error', ...withAstroModules(rule) })) },
      tsPreCompilationDeps: options.seesTypes,
      doNotFollow: { path: 'node_modules' },
      preserveSymlinks: true,
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    { tsConfig: { options: { verbatimModuleSyntax: true } } },
  );
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${plain(from)} → ${plain(to)}`);
}

const plain = (path: string): string =>
  path.replace(/\.astro(?:\.browser)?\.ts$/, '.astro').replace(/^node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/, '$1');

/** In the rules `.astro` files have their own names. */
function withAstroModules<T>(rule: T): T {
  return JSON.parse(JSON.stringify(rule).replaceAll('\\\\.astro$', '\\\\.astro\\\\.ts$'));
}

/** An `.astro` file stands for two modules: what the server renders, and the scripts that the browser gets. */
function modulesOf(path: string, source: string): Sources {
  if (!path.endsWith('.astro')) return { [path]: source };
  const { server, browser } = importsOf(source);
  const module = (imports: readonly string[]): string => `${imports.join('\n')}\nexport default {};\n`;
  return {
    [`${path}.ts`]: module(server),
    ...(browser.length > 0 ? { [`${path}.browser.ts`]: module(browser) } : {}),
  };
}

/** The import lines of a page or component: of its frontmatter, and of the scripts the browser gets. */
export function importsOf(astroSource: string): { server: string[]; browser: string[] } {
  const imports = { server: [] as string[], browser: [] as string[] };
  const { frontmatter, body } = parse(astroSource).ast;
  const collect = (tree: unknown, into: string[]): void =>
    walk(tree, (node) => {
      const isImport = /^(?:ImportDeclaration|Export(?:All|Named)Declaration)$/.test(node.type) && node.source;
      if (isImport) into.push(astroSource.slice(node.start, node.end));
    });
  collect(frontmatter, imports.server);
  collect(body, imports.browser);
  return imports;
}

/** A node of the tree that Astro's compiler makes of a page: its template, frontmatter and scripts. */
export type AstroNode = Readonly<Record<string, unknown>> & Readonly<{ type: string; start: number; end: number }>;

/** Visits every node, parents first. */
export function walk(
  value: unknown,
  visit: (node: AstroNode, parent: AstroNode | null) => void,
  parent: AstroNode | null = null,
): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit, parent);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = isNode(value) ? value : null;
  if (node !== null) visit(node, parent);
  for (const child of Object.values(value)) walk(child, visit, node ?? parent);
}

function isNode(value: object): value is AstroNode {
  return 'type' in value && typeof value.type === 'string' && 'start' in value && 'end' in value;
}
