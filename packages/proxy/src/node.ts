export { createNodeServer, type NodeServerOptions } from './node-server.ts';
export { type NodeHandlerOptions, toNodeHandler } from './node-handler.ts';
export { closeOnSignal, type ShutdownOptions } from './node-shutdown.ts';
