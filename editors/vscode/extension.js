"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** Starts `onus lsp` and keeps it running while a product is open. */
async function activate(context) {
  context.subscriptions.push(commands.registerCommand("onus.restart", restart));
  await start();
}

async function start() {
  const command = workspace.getConfiguration("onus").get("path", "onus");
  const server = { command, args: ["lsp"], transport: TransportKind.stdio };
  const options = {
    documentSelector: [{ language: "onus" }],
    // Diagnostics are worded for people; their codes lead to `onus explain`.
    outputChannelName: "Onus",
  };
  client = new LanguageClient("onus", "Onus", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    window.showErrorMessage(`Onus: '${command} lsp' does not start (${reason}). Set "onus.path" to the onus program.`);
  }
}

async function restart() {
  await deactivate();
  await start();
}

async function deactivate() {
  const running = client;
  client = undefined;
  if (running) await running.stop();
}

module.exports = { activate, deactivate };
