// Stands in for k6's open() in a script that is bundled for one run: its bundle is elsewhere, and its data are next to its source.

/**
 * @param {string} path relative to the source.
 * @param {'b'} [mode]
 */
export const open = (path, mode) => {
  // @ts-expect-error: k6's, and a folder that the bundler puts in.
  const [own, folder] = [globalThis.open, __SOURCE_FOLDER__];
  const where = /^(?:[/\\]|[a-z]:|\w+:\/\/)/i.test(path) ? path : `${folder}/${path}`;
  return mode === 'b' ? own(where, mode) : own(where);
};
