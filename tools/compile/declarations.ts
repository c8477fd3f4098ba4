/** An import from a module of k6: its default, and its names. */
const imports = /^import (?:type )?(?:(\w+)(?:, )?)?(?:\{ ([^}]*) \})? ?from ['"]k6(?:\/[\w-]+)?['"];$/gm;

/**
 * Makes declarations that need no types of k6: what those name is opaque to users, and @types/k6 does not compile in every project
 * (`exactOptionalPropertyTypes`).
 */
export const withoutK6 = (text: string): string =>
  text.replace(imports, (_whole, module: string | undefined, names = '') =>
    [
      ...(module === undefined ? [] : [`declare const ${module}: any;`]),
      ...names
        .split(', ')
        .filter(Boolean)
        .map((name: string) => `type ${name.replace(/^type /, '').replace(/^.* as /, '')}<_T = unknown> = unknown;`),
    ].join('\n'),
  );
