/** What a post brought; a body that is no form brought nothing. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    // How the platform says that the body is no form.
    if (error instanceof TypeError) return new FormData();
    throw error;
  }
}

/** A field's text; what is missing, or is no text, is empty. */
export function textField(form: FormData, name: string): string {
  return textFields(form)[name] ?? '';
}

/** Every text of a form by its field. A post writes a line break as two characters; whoever typed it counts one. */
export function textFields(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')]] : [])),
  );
}
