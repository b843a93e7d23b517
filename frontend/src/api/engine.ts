import type { EngineBody } from "@/schema/schema.gen";
import { http } from "./http";

export const getEngine = (signal?: AbortSignal) => http.get<EngineBody>("/api/engine", { signal });
