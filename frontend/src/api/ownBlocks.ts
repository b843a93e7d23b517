import type { OwnBlock, OwnBlockBody, OwnBlockCard } from "@/schema/schema.gen";
import { http } from "./http";

/** The blocks that the reader keeps for other experiments. */
export const listBlocks = (signal?: AbortSignal) =>
  http.get<OwnBlockCard[]>("/api/blocks", { signal });

export const getBlock = (id: string) => http.get<OwnBlockBody>(`/api/blocks/${id}`);

export const keepBlock = (name: string, document: OwnBlock, replace = false) =>
  http.post<OwnBlockCard>("/api/blocks", { name, document, replace });

export const renameBlock = (id: string, name: string) =>
  http.put<OwnBlockCard>(`/api/blocks/${id}`, { name });

export const forgetBlock = (id: string) => http.delete(`/api/blocks/${id}`);
