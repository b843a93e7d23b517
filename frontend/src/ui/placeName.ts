/** A path of the server within blocks: names with slashes between them, numbers where a block stands several times. */
const PATH = /^[a-z][a-z0-9_]*(\/[a-z0-9_]+)+$/;

/** As the reader reads it: `res_1/1/conv2d_1` is `res_1 (2) › conv2d_1`. All else stays as it is. */
export function placeName(path: string): string {
  if (!PATH.test(path)) return path;
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (/^\d+$/.test(step)) steps.push(`${steps.pop() ?? ""} (${Number(step) + 1})`);
    else steps.push(step);
  }
  return steps.join(" › ");
}
