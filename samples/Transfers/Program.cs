// Moves money through a node of Onus and keeps the proof.
// Usage: dotnet run --project samples/Transfers -- http://127.0.0.1:8470 onus_KEY "$(cat DIR/log.vkey)"
using Onus.Client;
using Onus.Client.Contracts;

using var onus = new OnusClient(new OnusClientOptions { Address = new Uri(args[0]), Token = args[1], LogKey = args[2].Trim() });

// Opening what is open already is refused; here that is fine.
await onus.Ledger.OpenBookAsync(new OpenBookRequest("wallets", "CNY")).AttemptAsync();
await onus.Ledger.OpenAccountAsync(new OpenAccountRequest("bank", "wallets") { DebitLimit = null }).AttemptAsync();
await onus.Ledger.OpenAccountAsync(new OpenAccountRequest("ada", "wallets")).AttemptAsync();
await onus.Ledger.OpenAccountAsync(new OpenAccountRequest("bo", "wallets")).AttemptAsync();

await onus.Ledger.TransferAsync(new TransferRequest { Debit = "bank", Credit = "ada", Amount = "50.00" });

// A thousand callers at once share a few requests, and each gets an answer of its own.
var payments = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ =>
    onus.Ledger.TransferAsync(new TransferRequest { Debit = "ada", Credit = "bo", Amount = "0.05" })));
Console.WriteLine($"{payments.Count(p => p.Outcome == "Accepted")} of {payments.Length} payments accepted");

// Nothing is left: the refusal is an outcome, and an entry of the log that can be proven like any other.
var refused = await onus.Ledger.TransferAsync(new TransferRequest { Debit = "ada", Credit = "bo", Amount = "0.05" });
Console.WriteLine($"one more: {refused.Outcome}, entry {refused.Index}");

foreach (var id in new[] { payments[0].Id, refused.Id })
{
    var receipt = await onus.Ledger.ReceiptAsync(id);
    Console.WriteLine($"receipt of entry {receipt.Index}: verified {receipt.IsVerified}, {receipt.Proof.ToString().Length} characters");
}

Console.WriteLine($"bo has {(await onus.Ledger.AccountAsync("bo")).Balances.Balance}");
