/** What a dragged block carries that the reader keeps for all experiments; a layer carries its kind. */
const KEPT = "kept:";

export const keptBlock = (id: string): string => `${KEPT}${id}`;
export const isKept = (carried: string): boolean => carried.startsWith(KEPT);
export const keptId = (carried: string): string => carried.slice(KEPT.length);
