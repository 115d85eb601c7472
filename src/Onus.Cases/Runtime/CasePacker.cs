using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>A case as a few bytes: how it is kept in memory and in snapshots, and what the state root hashes.</summary>
/// <remarks>An open case has a dozen small lists; as objects they would take a kilobyte, packed they take about a hundred
/// bytes. The form belongs to this build: a snapshot of another one is not read, but made anew from the log.</remarks>
internal sealed class CasePacker
{
    private readonly PackWriter _writer = new();

    public byte[] Pack(CaseRecord record)
    {
        _writer.Reset();
        _writer.Write(record.Opened);
        _writer.Write((ulong)record.Number);
        _writer.Write(record.Product);
        _writer.Write(record.OpenedAt);
        _writer.Write(record.Head - record.Opened);
        _writer.Write(record.Last - record.Opened);
        _writer.Write(record.Ordinal);
        _writer.Write(record.ClosedAt?.Nanoseconds ?? 0);
        _writer.Write(record.View.Stake);
        foreach (var actor in record.Parties) _writer.Write(actor);
        foreach (var account in record.Accounts) _writer.Write(account);
        Write(record.View);
        Write(record.Approvals, record.Requests, record.Filers);
        return _writer.ToArray();
    }

    /// <summary>The front of a packed case, which says whose product it is.</summary>
    public static (ulong Opened, ulong Product) Peek(ReadOnlySpan<byte> packed)
    {
        var reader = new PackReader(packed);
        var opened = reader.ULong();
        reader.ULong();
        return (opened, reader.ULong());
    }

    public static CaseRecord Unpack(ReadOnlySpan<byte> packed, Product product)
    {
        var reader = new PackReader(packed);
        var opened = reader.ULong();
        var number = (uint)reader.ULong();
        var enacted = reader.ULong();
        var openedAt = reader.Time();
        var head = opened + reader.ULong();
        var last = opened + reader.ULong();
        var ordinal = reader.ULong();
        var closedAt = reader.ULong();
        var view = new CaseView(product, reader.Unsigned());
        var record = new CaseRecord
        {
            Opened = opened,
            Number = number,
            Product = enacted,
            OpenedAt = openedAt,
            View = view,
            Parties = new ulong[product.Parties.Length],
            Accounts = new ulong[product.Accounts.Length],
            Head = head,
            Last = last,
            Ordinal = ordinal,
            ClosedAt = closedAt == 0 ? null : new LogTime(closedAt),
        };
        for (var i = 0; i < record.Parties.Length; i++) record.Parties[i] = reader.ULong();
        for (var i = 0; i < record.Accounts.Length; i++) record.Accounts[i] = reader.ULong();
        Read(ref reader, view);
        ReadOpen(ref reader, record);
        return reader.IsAtEnd ? record : throw new InvalidDataException("a case with something behind it");
    }

    private void Write(CaseView view)
    {
        _writer.Write((ulong)view.State);
        _writer.Write(view.Entered);
        Write(view.StateDue);
        Write(view.LawDue);
        _writer.Write(view.Sequence);
        foreach (var fact in view.Facts)
        {
            _writer.Write(fact is null ? 0ul : 1ul);
            if (fact is { } value) _writer.Write(value);
        }

        foreach (var amount in view.Liability) _writer.Write(amount);
        foreach (var amount in view.Held) _writer.Write(amount);
        foreach (var times in view.Fired) _writer.Write((ulong)times);
        foreach (var filed in view.EvidenceFiled) _writer.Write(filed);
        foreach (var fired in view.LastFired) _writer.Write(fired);
        foreach (var spent in view.LegalSpent) _writer.Write(spent);
    }

    private static void Read(ref PackReader reader, CaseView view)
    {
        view.State = reader.Int();
        view.Entered = reader.Time();
        view.StateDue = ReadDue(ref reader);
        view.LawDue = ReadDue(ref reader);
        view.Sequence = reader.ULong();
        for (var i = 0; i < view.Facts.Length; i++) view.Facts[i] = reader.ULong() == 0 ? null : reader.Signed();
        for (var i = 0; i < view.Liability.Length; i++) view.Liability[i] = reader.Unsigned();
        for (var i = 0; i < view.Held.Length; i++) view.Held[i] = reader.Signed();
        for (var i = 0; i < view.Fired.Length; i++) view.Fired[i] = reader.Int();
        for (var i = 0; i < view.EvidenceFiled.Length; i++) view.EvidenceFiled[i] = reader.ULong();
        for (var i = 0; i < view.LastFired.Length; i++) view.LastFired[i] = reader.ULong();
        for (var i = 0; i < view.LegalSpent.Length; i++) view.LegalSpent[i] = reader.ULong();
    }

    private void Write(List<OpenApproval> approvals, List<OpenRequest> requests, List<Filer> filers)
    {
        _writer.Write((ulong)approvals.Count);
        foreach (var a in approvals)
        {
            _writer.Write(a.Entry);
            _writer.Write(a.Actor);
            _writer.Write((ulong)a.Step);
            _writer.Write((ulong)a.Authority);
        }

        _writer.Write((ulong)requests.Count);
        foreach (var r in requests)
        {
            _writer.Write(r.Entry);
            _writer.Write(r.Asker);
            _writer.Write((ulong)r.Step);
            _writer.Write(r.Due);
            _writer.Write((ulong)r.Facts.Length);
            foreach (var fact in r.Facts)
            {
                _writer.Write((ulong)fact.Fact);
                _writer.Write(fact.Value);
            }
        }

        _writer.Write((ulong)filers.Count);
        foreach (var f in filers)
        {
            _writer.Write(f.Actor);
            _writer.Write((ulong)f.Party);
        }
    }

    private static void ReadOpen(ref PackReader reader, CaseRecord record)
    {
        for (var left = reader.ULong(); left > 0; left--)
            record.Approvals.Add(new OpenApproval(reader.ULong(), reader.ULong(), reader.Int(), reader.Int()));
        for (var left = reader.ULong(); left > 0; left--)
        {
            var (entry, asker, step, due) = (reader.ULong(), reader.ULong(), reader.Int(), reader.Time());
            var facts = new List<FactGiven>();
            for (var more = reader.ULong(); more > 0; more--) facts.Add(new FactGiven(reader.Int(), reader.Signed(), null));
            record.Requests.Add(new OpenRequest(entry, asker, step, due, [.. facts]));
        }

        for (var left = reader.ULong(); left > 0; left--) record.Filers.Add(new Filer(reader.ULong(), reader.Int()));
    }

    private void Write(DueStep? due)
    {
        _writer.Write(due?.At.Nanoseconds ?? 0);
        if (due is { } d) _writer.Write((ulong)d.Step);
    }

    private static DueStep? ReadDue(ref PackReader reader)
    {
        var at = reader.ULong();
        return at == 0 ? null : new DueStep(new LogTime(at), reader.Int());
    }
}
