import type { ErrorBody, ProblemBody, WhereBody } from "@/schema/schema.gen";

type ErrorAnswer = Partial<ErrorBody> & { code: string; status: number };

/** What the server refused, or that it could not be reached (`offline`, status 0). */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: ErrorBody["params"];
  readonly where: WhereBody;
  readonly problems: readonly ProblemBody[];

  constructor(fault: ErrorAnswer) {
    super(`${fault.code} (${fault.status})`);
    this.name = "ApiError";
    this.code = fault.code;
    this.status = fault.status;
    this.params = fault.params ?? {};
    this.where = fault.where ?? { role: "", node: "", field: "" };
    this.problems = fault.problems ?? [];
  }
}
