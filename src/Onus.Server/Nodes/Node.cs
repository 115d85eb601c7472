using System.Runtime.ExceptionServices;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Engine.Vault;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Server;

/// <summary>An open node on its folder: the engine, the vault, the names, and who may call.</summary>
public sealed class Node : IDisposable
{
    private readonly Ed25519Signer _signer;
    private readonly MasterKey _master;

    private Node(NodeOptions options, NodeFolder folder, OnusEngine engine, Ed25519Signer signer, MasterKey master, DataVault vault)
    {
        (Engine, Vault, Time, _signer, _master) = (engine, vault, options.Time, signer, master);
        Folder = folder.Path;
        Ids = new Uuid7Generator(options.Time, options.Entropy);
        Names = NameRegister.Open(folder.Below("vault", "names"), vault, options.Warn);
        Access = AccessKeys.Open(folder.Below("keys", "access.json"), options.Time, options.Entropy);
        Claims = new Claims(options.Time);
        Entropy = options.Entropy;
    }

    /// <summary>The node's folder.</summary>
    public string Folder { get; }

    /// <summary>The ledger on its log.</summary>
    public OnusEngine Engine { get; }

    /// <summary>Where plaintexts are.</summary>
    public DataVault Vault { get; }

    /// <summary>Display names of actors and accounts.</summary>
    public NameRegister Names { get; }

    /// <summary>The clocks.</summary>
    public TimeProvider Time { get; }

    /// <summary>Makes command ids.</summary>
    public Uuid7Generator Ids { get; }

    /// <summary>Randomness for salts and tokens.</summary>
    public IEntropy Entropy { get; }

    /// <summary>The log's public key.</summary>
    public VerifierKey LogKey => _signer.Key;

    /// <summary>The log's signer, for receipts in other forms.</summary>
    internal INoteSigner LogSigner => _signer;

    /// <summary>Which credentials stand for which actor.</summary>
    public AccessKeys Access { get; }

    /// <summary>Who works on which case.</summary>
    public Claims Claims { get; }

    /// <summary>The wall clock as log time.</summary>
    public LogTime Now => LogTime.From(Time.GetUtcNow());

    /// <summary>The wall clock, or the time of the last durable entry where that is ahead: an instant at which all that was answered
    /// has happened.</summary>
    internal LogTime LogNow
    {
        get
        {
            var (wall, size) = (Now, Engine.Log.Head.Size);
            return size > 0 && EntryHeader.TryRead(Engine.Log.ReadEntry(size - 1).Span, out var last) && last.Time > wall ? last.Time : wall;
        }
    }

    /// <summary>Opens the node of a folder; in an empty one, with an origin given, makes log, keys and vault first.</summary>
    /// <exception cref="NodeException">It cannot be opened; the message says why and what to do.</exception>
    /// <exception cref="Log.Storage.LogDamagedException">The log is damaged.</exception>
    public static Node Open(NodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new NodeFolder(options.Folder);
        if (File.Exists(folder.Path)) throw new NodeException($"{folder.Path} is a file; name a folder");
        if (options.NewOrigin is null && !Directory.Exists(folder.Path)) throw new NodeException($"there is no folder {folder.Path}");
        var device = folder.Device();
        folder.KeyDevice();
        var owned = new Stack<IDisposable>();
        try
        {
            var signer = Own(folder.LogSigner(options.NewOrigin, options.Entropy));
            if (!SegmentJournal.Exists(device)) LogOpener.Create(device, signer.Key);
            var engineOptions = new EngineOptions
            {
                Log = new LogOptions { Device = device, Signers = [signer] },
                Time = options.Time,
                Regulators = folder.Regulators(options.Entropy, options.Warn),
                Entropy = options.Entropy,
                Warn = options.Warn,
            };
            var opening = OnusEngine.Open(options.Engine?.Invoke(engineOptions) ?? engineOptions);
            var engine = Own(opening.Engine ?? throw new NodeException(opening.Detail));
            var master = Own(folder.MasterKey(options.Passphrase, options.Entropy));
            var vault = Own(DataVault.Open(new VaultOptions
            {
                Objects = folder.Device("vault"), Keys = folder.KeyDevice("vault"), Master = master, Entropy = options.Entropy, Warn = options.Warn,
            }));
            return new Node(options, folder, engine, signer, master, vault);
        }
        catch (Exception failure)
        {
            while (owned.TryPop(out var one)) one.Dispose();
            if (failure is InvalidDataException) throw new NodeException(failure.Message);
            throw;
        }

        T Own<T>(T one)
            where T : IDisposable
        {
            owned.Push(one);
            return one;
        }
    }

    /// <summary>Reads cases and ledger at one moment; keep it short, it runs on the writer's thread.</summary>
    /// <remarks>What the reader throws comes out here and does not stop the writer, a broken invariant aside.</remarks>
    internal async Task<T> ReadAsync<T>(Func<CasesState, LedgerState, T> read)
    {
        var (result, thrown) = Answers.Durable(await Engine.ReadAsync<(T Result, Exception? Thrown)>((cases, ledger) =>
        {
            try
            {
                return (read(cases, ledger), null);
            }
            catch (Exception failure) when (failure is not InvariantViolation)
            {
                return (default!, failure);
            }
        }).ConfigureAwait(false));
        if (thrown is not null) ExceptionDispatchInfo.Throw(thrown);
        return result;
    }

    /// <summary>Takes no more commands, finishes those that wait, and closes everything.</summary>
    public void Dispose()
    {
        Engine.Dispose();
        Names.Dispose();
        Vault.Dispose();
        _master.Dispose();
        _signer.Dispose();
    }
}
