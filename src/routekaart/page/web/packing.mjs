/** The data of the page, which stands in it deflated and in base64. */

/**
 * The value that was packed.
 *
 * @param {string} text
 * @returns {Promise<object>}
 */
export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Whether this browser can unpack it: since 2023 every browser can. */
export const canUnpack = () => typeof DecompressionStream === "function";
