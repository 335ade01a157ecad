/** Something that a tagged PDF tells about its content: its kind (`H2`, `LI`, `Art`), the sheets it is on, what is in it. */
export type PdfElement = Readonly<{ kind: string; sheets: ReadonlySet<string>; parts: readonly PdfElement[] }>;

/** Sizes are in millimetres. */
export type Pdf = Readonly<{
  sheets: readonly Readonly<{ width: number; height: number }>[];
  elements: readonly PdfElement[];
}>;

const MM_PER_POINT = 25.4 / 72;

/** Reads sheets and structure of a PDF as Chromium writes it: each object by itself, dictionaries as plain text. */
export function readPdf(file: Buffer): Pdf {
  const objects = new Map(
    [...file.toString('latin1').matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)].map(([, id = '', body = '']) => [id, body]),
  );
  const sheets = [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((body) => {
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(body) ?? [];
      return { width: Number(width) * MM_PER_POINT, height: Number(height) * MM_PER_POINT };
    });

  const elements: PdfElement[] = [];
  const elementOf = (id: string): PdfElement | undefined => {
    const body = objects.get(id) ?? '';
    const kind = /\/Type \/StructElem\b.*?\/S \/(\w+)/s.exec(body)?.[1];
    if (kind === undefined) return undefined;
    const parts = [...body.slice(body.indexOf('/K ')).matchAll(/(\d+) 0 R/g)].flatMap(
      ([, part = '']) => elementOf(part) ?? [],
    );
    const own = [...body.matchAll(/\/Pg (\d+) 0 R/g)].map(([, sheet = '']) => sheet);
    const element = { kind, sheets: new Set([...own, ...parts.flatMap((part) => [...part.sheets])]), parts };
    elements.push(element);
    return element;
  };
  const root = [...objects].find(([, body]) => /\/S \/Document\b/.test(body))?.[0];
  if (root === undefined) throw new Error('The PDF has no structure.');
  elementOf(root);
  return { sheets, elements };
}

const levelOf = ({ kind }: PdfElement): number => Number(/^H(\d)$/.exec(kind)?.[1]);

/** Each heading with what belongs to it: all beside it up to the next heading that is as high. */
function headed(elements: readonly PdfElement[]): readonly (readonly PdfElement[])[] {
  return elements.flatMap(({ parts }) =>
    parts.flatMap((heading, index) => {
      if (Number.isNaN(levelOf(heading))) return [];
      const after = parts.slice(index + 1);
      const end = after.findIndex((part) => levelOf(part) <= levelOf(heading));
      return [[heading, ...(end === -1 ? after : after.slice(0, end))]];
    }),
  );
}

/** What is of these kinds, a heading's kind meaning the heading and what belongs to it, and is cut by a sheet's end. */
export function cutElements({ elements }: Pdf, kinds: readonly string[]): readonly string[] {
  const groups = [...elements.map((element) => [element]), ...headed(elements)];
  return groups
    .filter(([first]) => first !== undefined && kinds.includes(first.kind))
    .filter((group) => new Set(group.flatMap(({ sheets }) => [...sheets])).size > 1)
    .map((group) => group.map(({ kind }) => kind).join(' '));
}

/** Headings after which the sheet ends. */
export function lonelyHeadings({ elements }: Pdf): readonly string[] {
  return headed(elements)
    .filter(([heading, next]) => next !== undefined && heading?.sheets.isDisjointFrom(next.sheets) === true)
    .map(([heading]) => heading?.kind ?? '');
}
