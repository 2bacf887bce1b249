throw new Error(
  '@onfile/art fetches and redraws pictures and runs on a server only. Import it in server code, and give it to the proxy as `art`.',
);
