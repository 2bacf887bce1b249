/** Runs a command to its end; what it says on standard output is kept for when it fails. @throws where it fails */
export function run(command: string, args: string[], cwd?: string, env?: Record<string, string>): void;

/** Runs a program that an app has installed, with this Node. */
export function runInstalled(root: string, script: string, args?: string[], env?: Record<string, string>): void;
