throw new Error(
  "@onfile/assist holds the merchant's credentials and runs on a server only. Import it in server code, and reach it from the browser through @onfile/hooks.",
);
