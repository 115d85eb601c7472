using System.Security.Cryptography;
using Onus.Cases.Tests.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Formats;

namespace Onus.Cases.Tests.Keeping;

/// <summary>docs/formats/kept.md has the bytes that the code makes.</summary>
public sealed class KeptPageTests
{
    private static readonly Salt Salt = new(new Hash256(SHA256.HashData("salt"u8)));

    [Fact]
    public void The_page_of_what_is_kept_has_the_codes_own_bytes()
    {
        var page = new FormatPage("kept.md");
        var letter = Commitment.ToDocument(Salt, new Hash256(SHA256.HashData("a letter"u8)));
        page.Check("fact", Commitment.ToFact(Salt, -67).Bytes);
        page.Check("document", letter.Bytes);

        var desk = new Desk();
        var act = desk.Act([Desk.GiveBack], [], [new EvidenceFiled(1, letter)], null);
        var name = new KeptName(act.Envelope.Index, letter);
        desk.Wait(30 * 86_400);
        page.Check("retention-over", desk.Entries.Last(e => EntryHeader.KindOf(e) == EntryKind.RetentionOver));
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new OrderDestruction(desk.By(Desk.Custodian), name)));
        page.Check("destruction-ordered", desk.Entries[^1]);
        desk.Destroyed(name);
        page.Check("destroyed", desk.Entries[^1]);
        Assert.Equal(CaseOutcome.Accepted, desk.Do(new SetLegalHold(desk.By(Desk.Custodian), act.Case, letter)));
        page.Check("legal-hold", desk.Entries[^1]);
    }

    [Fact]
    public void A_commitment_is_the_hash_that_the_page_says()
    {
        var value = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt128BigEndian(value, -67);
        Assert.Equal(SHA256.HashData([0x11, .. Salt.Value.Bytes, .. value]), Commitment.ToFact(Salt, -67).Bytes.ToArray());
        Assert.Equal(
            SHA256.HashData([0x12, .. Salt.Value.Bytes, .. SHA256.HashData("a letter"u8)]),
            Commitment.ToDocument(Salt, new Hash256(SHA256.HashData("a letter"u8))).Bytes.ToArray());
        Assert.Equal(SHA256.HashData([0x13, .. Salt.Value.Bytes, 5, 6]), Commitment.ToSealed(Salt, [5, 6]).Bytes.ToArray());
    }
}
