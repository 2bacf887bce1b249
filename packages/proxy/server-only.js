throw new Error(
  "@onfile/proxy holds the merchant's credentials and runs on a server only. Import it in server code, and reach it from the browser through @onfile/hooks.",
);
