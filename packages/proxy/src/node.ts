export { createNodeServer, type NodeServerOptions } from './node-server.ts';
export { type NodeHandlerOptions, toNodeHandler } from './node-handler.ts';
