using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>Destroys in the vault what the log orders, and enters that it is gone once no backup of its key is left.</summary>
/// <remarks>From the order on nobody reads the plaintext. The key is overwritten at once; that the plaintext is gone is only true
/// when the last backup of the keys has ended too, so the entry waits for <see cref="ServerSettings.KeyBackupsLive"/>.</remarks>
internal sealed partial class Destroyer(Node node, LogPages log, ServerSettings settings, ILogger<Destroyer> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Does what can be done now.</summary>
    /// <returns>How many destructions were entered.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var ordered = await node.ReadAsync((cases, _) => cases.Evidence.Ordered
            .Select(name => (Name: name, Order: cases.Evidence.TryGet(name, out var kept) ? kept!.Order ?? 0 : 0)).ToArray()).ConfigureAwait(false);
        var entered = 0;
        foreach (var (name, order) in ordered)
        {
            cancellation.ThrowIfCancellationRequested();
            node.Vault.Destroy(name.Commitment);
            node.Names.Forget(EvidenceLabel.TokenOf(name.Commitment));
            if (!log.TryRead(order, out var entry) || !EntryHeader.TryRead(entry.Span, out var header)) continue;
            if (node.LogNow < header.Time.Plus((ulong)settings.KeyBackupsLive.TotalSeconds * LogTime.NanosecondsPerSecond)) continue;
            var answer = await node.Engine.EnterDestroyedAsync(name, cancellation).ConfigureAwait(false);
            if (answer is { IsDurable: true, Result: true }) entered++;
        }

        return entered;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await NextAsync(timer, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is Refused or IOException)
            {
                // The engine is closed or overloaded, the medium failed: what is ordered stays ordered, and is tried again.
                LogPutOff(failure.Message);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 5100, Level = LogLevel.Warning, Message = "Destructions that are ordered wait: {Why}")]
    private partial void LogPutOff(string why);
}
