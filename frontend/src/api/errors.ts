/** Where in a document the fault is. */
export interface Where {
  node?: string;
  field?: string;
}

interface Fault {
  code: string;
  status: number;
  params?: Record<string, unknown>;
  where?: Where;
}

/** What the server refused, or that it could not be reached (`offline`, status 0). */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly where: Where;

  constructor(fault: Fault) {
    super(`${fault.code} (${fault.status})`);
    this.name = "ApiError";
    this.code = fault.code;
    this.status = fault.status;
    this.params = fault.params ?? {};
    this.where = fault.where ?? {};
  }
}
