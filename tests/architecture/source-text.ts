import { parse } from '@astrojs/compiler-rs';
import ts from 'typescript';
import { type AstroNode, walk } from './dependencies.ts';

/** Something in a source file that does not belong there: which rule, and the text itself. */
export type Finding = Readonly<{ rule: string; text: string }>;

const LETTER = /\p{L}/u;
const LATVIAN_LETTER = /[āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ]/;

/** Attributes whose words are seen or read aloud. */
const SPOKEN_ATTRIBUTES = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'content',
  'explanation',
  'hint',
  'label',
  'placeholder',
  'text',
  'title',
]);

/** Attributes that run or style something past the content security policy, or put markup in unescaped. */
const FORBIDDEN_ATTRIBUTE = /^(?:style|set:html|is:inline|define:vars|dangerouslySetInnerHTML|on[a-z]+)$/;

/** Finds what does not belong into an `.astro` file. */
export function findingsInAstro(source: string): readonly Finding[] {
  const findings: Finding[] = [];
  const { frontmatter, body } = parse(source).ast;
  walk([frontmatter, body], (node, parent) => {
    const text = source.slice(node.start, node.end).trim();
    const found = findingInTemplate(node, parent) ?? findingInCode(node);
    if (found !== null) findings.push({ rule: found, text });
  });
  return findings;
}

function findingInTemplate(node: AstroNode, parent: AstroNode | null): string | null {
  if (node.type === 'JSXText' && LETTER.test(String(node.value)) && !isStyle(parent)) return 'text-in-template';
  if (node.type !== 'JSXAttribute') return null;
  const name = attributeName(node.name);
  if (FORBIDDEN_ATTRIBUTE.test(name)) return 'forbidden-attribute';
  const { value } = node;
  const isLiteral = isObject(value) && value.type === 'Literal' && LETTER.test(String(value.value));
  return isLiteral && SPOKEN_ATTRIBUTES.has(name) && !isHeadMeta(parent) ? 'text-in-template' : null;
}

function findingInCode(node: AstroNode): string | null {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    return isNamed(node.callee, 'Date') ? 'own-clock' : null;
  }
  if (node.type === 'MemberExpression') {
    if (isNamed(node.object, 'Date') && isNamed(node.property, 'now')) return 'own-clock';
    if (isNamed(node.object, 'Temporal') && isNamed(node.property, 'Now')) return 'own-clock';
    return isNamed(node.property, 'innerHTML') || isNamed(node.property, 'outerHTML') ? 'unescaped-markup' : null;
  }
  if (node.type === 'Literal' && typeof node.value === 'string' && LATVIAN_LETTER.test(node.value))
    return 'latvian-in-code';
  if (node.type === 'TemplateElement' && LATVIAN_LETTER.test(JSON.stringify(node.value))) return 'latvian-in-code';
  return null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isNamed = (value: unknown, name: string): boolean =>
  isObject(value) && value.type === 'Identifier' && value.name === name;

function attributeName(name: unknown): string {
  if (!isObject(name)) return '';
  return name.type === 'JSXNamespacedName'
    ? `${attributeName(name.namespace)}:${attributeName(name.name)}`
    : String(name.name);
}

function isStyle(element: AstroNode | null): boolean {
  return element !== null && elementName(element) === 'style';
}

/** `<meta name="viewport" content="…">` is for the browser, not for people. */
function isHeadMeta(element: AstroNode | null): boolean {
  return element !== null && isObject(element.name) && element.name.name === 'meta';
}

function elementName(element: AstroNode): string {
  const { openingElement } = element;
  return isObject(openingElement) && isObject(openingElement.name) ? String(openingElement.name.name) : '';
}

/** Finds what does not belong into a `.ts` or `.tsx` file. */
export function findingsInTypeScript(source: string, isTsx = false): readonly Finding[] {
  const findings: Finding[] = [];
  const file = ts.createSourceFile(
    isTsx ? 'a.tsx' : 'a.ts',
    source,
    ts.ScriptTarget.Latest,
    true,
    isTsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node: ts.Node): void => {
    const rule = findingInNode(node);
    if (rule !== null) findings.push({ rule, text: node.getText(file).trim() });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return findings;
}

function findingInNode(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return LETTER.test(node.text) ? 'text-in-template' : null;
  if (ts.isJsxAttribute(node)) return findingInAttribute(node);
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && node.expression.text === 'Date' ? 'own-clock' : null;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const path = node.getText();
    if (path === 'Date.now' || path === 'Temporal.Now') return 'own-clock';
    return /\.(?:inner|outer)HTML$/.test(path) ? 'unescaped-markup' : null;
  }
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
  return isText && LATVIAN_LETTER.test(node.text) ? 'latvian-in-code' : null;
}

function findingInAttribute(attribute: ts.JsxAttribute): string | null {
  const name = attribute.name.getText();
  if (FORBIDDEN_ATTRIBUTE.test(name)) return 'forbidden-attribute';
  const { initializer } = attribute;
  const isLiteral = initializer !== undefined && ts.isStringLiteral(initializer) && LETTER.test(initializer.text);
  return isLiteral && SPOKEN_ATTRIBUTES.has(name) ? 'text-in-template' : null;
}
