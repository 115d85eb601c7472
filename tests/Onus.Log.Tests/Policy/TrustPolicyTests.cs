using System.Text;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Notes;

namespace Onus.Log.Tests.Policy;

public sealed class TrustPolicyTests
{
    private static readonly Ed25519Signer Log = TestKeys.Log();
    private static readonly Ed25519Signer[] W = [.. Enumerable.Range(0, 7).Select(i => TestKeys.Witness($"w{i}.example"))];

    private static readonly string TwoLevels =
        $"""
        # the policy of the specification's example, with keys
        log {Log.Key} https://onus.example/main

        witness X1 {W[1].Key} https://w1.example
        witness X2 {W[2].Key}
          witness X3 {W[3].Key}
        group X-witnesses 2 X1 X2 X3

        witness Y1 {W[4].Key}
        witness Y2{"\t"}{W[5].Key}
        group Y-witnesses any Y1 Y2

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y
        witness unused {W[6].Key}

        """;

    [Theory]
    [InlineData(true, 1, 2, 4)]
    [InlineData(true, 1, 3, 5)]
    [InlineData(true, 1, 2, 3, 4, 5)]
    [InlineData(false, 1, 4, 5)]
    [InlineData(false, 1, 2, 3)]
    [InlineData(false, 6)]
    [InlineData(false)]
    public void A_quorum_of_two_levels_counts_as_written(bool reached, params int[] cosigners)
    {
        var outcome = Read(TwoLevels).Verify(Signed([.. cosigners.Select(i => W[i])]));
        Assert.Equal(reached ? CheckpointOutcome.Verified : CheckpointOutcome.QuorumMissing, outcome.Outcome);
        Assert.Equal(reached, outcome.Quorum!.IsReached);
        Assert.Equal(
            cosigners.Where(i => i != 6).Select(i => W[i].Key), outcome.Quorum.Counted.Select(w => w.Key));
        Assert.Equal(5, outcome.Quorum.Counted.Count + outcome.Quorum.Missing.Count);
        Assert.DoesNotContain(outcome.Quorum.Missing, w => w.Name == "unused");
    }

    [Fact]
    public void Names_keys_and_addresses_are_kept()
    {
        var policy = Read(TwoLevels);
        Assert.Equal("https://onus.example/main", Assert.Single(policy.Logs).Url);
        Assert.Equal(["X1", "X2", "X3", "Y1", "Y2", "unused"], policy.Witnesses.Select(w => w.Name));
        Assert.Equal("https://w1.example", policy.Witnesses[0].Url);
        Assert.Null(policy.Witnesses[1].Url);
        Assert.True(policy.AsksForWitnesses);
    }

    [Fact]
    public void A_single_witness_and_none_are_quorums()
    {
        var one = Read($"log {Log.Key}\nwitness a {W[0].Key}\nquorum a\n");
        Assert.True(one.Verify(Signed(W[0])).IsVerified);
        Assert.False(one.Verify(Signed()).IsVerified);

        var none = Read($"log {Log.Key}\nwitness a {W[0].Key}\nquorum none");
        Assert.False(none.AsksForWitnesses);
        Assert.True(none.Verify(Signed()).IsVerified);
        Assert.False(none.Verify(Signed()).Quorum!.IsRequired);
    }

    [Fact]
    public void A_policy_of_hundreds_of_keys_is_read()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            using var witness = TestKeys.Witness($"many{i}.example");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"witness m{i} {witness.Key}\ngroup g{i} 1 m{i}\n");
        }

        Assert.Equal(300, Read($"log {Log.Key}\n{text}quorum g299\n").Witnesses.Count);
    }

    [Fact]
    public void Outcomes_have_the_order_of_their_enumeration()
    {
        using var stranger = TestKeys.Log("stranger.example");
        using var rotated = Ed25519Signer.FromSeed(TestKeys.Origin, SignatureType.Ed25519, TestKeys.Seed("rotated"));
        var policy = Read($"log {Log.Key}\nwitness a {W[0].Key}\nquorum a\n");

        var foreign = new CheckpointSigner("stranger.example", stranger).Sign(5, TestKeys.Root(5), 0);
        Assert.Equal(CheckpointOutcome.UnknownLog, policy.Verify(foreign).Outcome);

        var forged = Signed().With([new NoteSignature(W[0].Key.Name, W[0].Key.Id, new byte[72])]);
        var bad = policy.Verify(forged);
        Assert.Equal(CheckpointOutcome.BadSignature, bad.Outcome);
        Assert.Equal(W[0].Key, bad.Offender);
        Assert.Null(bad.Quorum);

        var byRotatedKey = new CheckpointSigner(TestKeys.Origin, rotated).Sign(5, TestKeys.Root(5), 0);
        Assert.Equal(CheckpointOutcome.NotSignedByLog, policy.Verify(byRotatedKey).Outcome);
        var witnessedOnly = byRotatedKey.With([NoteSignature.Make(W[0], byRotatedKey.Note.Text, 1)]);
        Assert.Equal(CheckpointOutcome.NotSignedByLog, policy.Verify(witnessedOnly).Outcome);

        Assert.Equal(CheckpointOutcome.QuorumMissing, policy.Verify(Signed()).Outcome);
        Assert.Equal(CheckpointOutcome.Verified, policy.Verify(Signed(W[0])).Outcome);
    }

    [Fact]
    public void Another_log_of_the_policy_cannot_sign_for_this_one()
    {
        using var other = TestKeys.Log("other.example");
        var policy = Read($"log {Log.Key}\nlog {other.Key}\nquorum none\n");
        var text = new Checkpoint(TestKeys.Origin, 5, TestKeys.Root(5)).ToText();
        var note = new SignedNote(text, [NoteSignature.Make(other, text, 0)]);
        Assert.Equal(CheckpointOutcome.NotSignedByLog, policy.Verify(SignedCheckpoint.Parse(note.ToBytes())).Outcome);
    }

    [Fact]
    public void Old_and_new_key_of_a_log_are_both_accepted_while_both_are_listed()
    {
        using var rotated = Ed25519Signer.FromSeed(TestKeys.Origin, SignatureType.Ed25519, TestKeys.Seed("rotated"));
        var policy = Read($"log {Log.Key}\nlog {rotated.Key}\nquorum none\n");
        Assert.True(policy.Verify(Signed()).IsVerified);
        Assert.True(policy.Verify(new CheckpointSigner(TestKeys.Origin, rotated).Sign(5, TestKeys.Root(5), 0)).IsVerified);
    }

    [Fact]
    public void Names_are_octets()
    {
        // A Kelvin sign is no K; octets that are not UTF-8 are names as well.
        var policy = Read($"log {Log.Key}\nwitness K {W[0].Key}\nwitness \u212A {W[1].Key}\nquorum \u212A\n");
        Assert.True(policy.Verify(Signed(W[1])).IsVerified);
        Assert.False(policy.Verify(Signed(W[0])).IsVerified);
        Assert.Equal("\u212A", policy.Witnesses[1].Name);

        byte[] file = [.. Bytes($"log {Log.Key}\nwitness "), 0xE9, .. Bytes($" {W[0].Key}\nwitness "), 0xC3, 0xA9,
            .. Bytes($" {W[1].Key}\nquorum "), 0xE9, .. Bytes("\n")];
        Assert.True(TrustPolicy.TryParse(file, NoteVerifiers.Standard, out var octets, out _));
        Assert.True(octets.Verify(Signed(W[0])).IsVerified);
        Assert.False(octets.Verify(Signed(W[1])).IsVerified);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "", "no quorum line" },
        { "log {0}\n", "no quorum line" },
        { "log {0}\nquorum none\nquorum none\n", "line 3: a second quorum" },
        { "log {0}\nquorum\n", "line 2: a quorum line is" },
        { "log {0}\nquorum a\n", "line 2: 'a' is not defined above" },
        { "quorum a\nwitness a {1}\n", "line 1: 'a' is not defined above" },
        { "log\nquorum none\n", "line 1: a log line is" },
        { "log {0} https://a b\nquorum none\n", "line 1: a log line is" },
        { "log {0}\nlog {0}\nquorum none\n", "line 2: the same public key" },
        { "witness a {1}\nwitness b {1}\nquorum none\n", "line 2: the same public key" },
        { "log {0}\nwitness a {5}\nquorum none\n", "line 2: the same public key" },
        { "witness a {0}\nquorum none\n", "line 1: a witness needs a cosignature key" },
        { "witness {1}\nquorum none\n", "line 1: a witness line is" },
        { "witness a {1}\nwitness a {2}\nquorum none\n", "line 2: 'a' is defined above" },
        { "witness none {1}\nquorum none\n", "line 1: 'none' is the name of no" },
        { "witness a {1}\ngroup a any a\nquorum none\n", "line 2: 'a' is defined above" },
        { "witness a {1}\ngroup none any a\nquorum none\n", "line 2: 'none' is the name of no" },
        { "witness a {1}\ngroup g any none\nquorum none\n", "line 2: 'none' is not defined" },
        { "witness a {1}\ngroup g any b\nquorum none\n", "line 2: 'b' is not defined" },
        { "group g any g\nquorum none\n", "line 1: 'g' is not defined" },
        { "witness a {1}\ngroup g any\nquorum none\n", "line 2: a group line is" },
        { "witness a {1}\ngroup g 0 a\nquorum none\n", "line 2: the number must be from 1 to 1" },
        { "witness a {1}\ngroup g 2 a\nquorum none\n", "line 2: the number must be from 1 to 1" },
        { "witness a {1}\ngroup g 01 a\nquorum none\n", "line 2: '01' is not all, any or a number" },
        { "witness a {1}\ngroup g -1 a\nquorum none\n", "line 2: '-1' is not all" },
        { "witness a {1}\ngroup g most a\nquorum none\n", "line 2: 'most' is not all" },
        { "witness a {1}\ngroup g 1 a a\nquorum none\n", "line 2: 'a' is already a member" },
        { "witness a {1}\ngroup g 1 a\ngroup h 1 a\nquorum none\n", "line 3: 'a' is already a member" },
        { "Log {0}\nquorum none\n", "line 1: 'Log' is not log, witness" },
        { "log {0}\r\nquorum none\n", "line 1: control character 0x0d" },
        { "log {0}\nquorum none\u007f\n", "line 2: control character 0x7f" },
        { "log a+00000000+AQ\nquorum none\n", "line 1: the key" },
        { "log ecdsa.example+deadbeef+AjBZMBMGByqG\nquorum none\n", "line 1: keys of algorithm 0x02" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_policy_that_could_be_misread_is_refused_with_its_line(string text, string reason)
    {
        var asWitness = new VerifierKey("self.example", SignatureType.CosignatureEd25519, Log.Key.PublicKey);
        var file = text.Replace("{0}", Log.Key.ToString(), StringComparison.Ordinal)
            .Replace("{1}", W[1].Key.ToString(), StringComparison.Ordinal)
            .Replace("{2}", W[2].Key.ToString(), StringComparison.Ordinal)
            .Replace("{5}", asWitness.ToString(), StringComparison.Ordinal);
        Assert.False(TrustPolicy.TryParse(Bytes(file), NoteVerifiers.Standard, out _, out var error));
        Assert.StartsWith(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_damaged_policy_stops_the_reader()
    {
        var read = 0;
        ByteMutations.Of([Bytes(TwoLevels)], 5_000, bytes =>
        {
            if (!TrustPolicy.TryParse(bytes, NoteVerifiers.Standard, out var policy, out _)) return;
            policy.Verify(Signed(W[1]));
            read++;
        });
        Assert.InRange(read, 1, 4_999);
    }

    private static SignedCheckpoint Signed(params Ed25519Signer[] witnesses)
    {
        var signed = new CheckpointSigner(TestKeys.Origin, Log).Sign(5, TestKeys.Root(5), 0);
        return signed.With(witnesses.Select(w => NoteSignature.Make(w, signed.Note.Text, 1_790_000_000)));
    }

    private static TrustPolicy Read(string text) =>
        TrustPolicy.TryParse(Bytes(text), NoteVerifiers.Standard, out var policy, out var error)
            ? policy
            : throw new FormatException(error);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
