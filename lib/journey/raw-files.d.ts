/** A file as a text: build/raw-files.mjs puts it into the bundle. */
declare module '*?raw' {
  const text: string;
  export default text;
}
