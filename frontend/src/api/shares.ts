import type { Forked, ShareBody, ShareCreated, SharedBody } from "@/schema/schema.gen";
import { http } from "./http";

export const listShares = (experiment: string, signal?: AbortSignal) =>
  http.get<ShareBody[]>(`/api/experiments/${experiment}/shares`, { signal });

export const createShare = (experiment: string) =>
  http.post<ShareCreated>(`/api/experiments/${experiment}/shares`);

export const revokeShare = (experiment: string, share: string) =>
  http.delete(`/api/experiments/${experiment}/shares/${share}`);

export const getShared = (secret: string, signal?: AbortSignal) =>
  http.get<SharedBody>(`/api/shared/${secret}`, { signal });

export const forkShared = (secret: string) => http.post<Forked>(`/api/shared/${secret}/fork`);
