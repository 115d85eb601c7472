namespace Onus.Messages.Tests;

/// <summary>The samples of others: what is accepted of them, and why one is not.</summary>
public sealed class SampleTests
{
    // Account numbers that were blotted out with zeros are no account numbers any more.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["moov-sepa_payment_naujas_1.xml"] =
            "49:12 /Document/CstmrCdtTrfInitn/PmtInf[1]/DbtrAcct/Id/IBAN iban_check_digits: this IBAN has check digits that do not fit (ISO 13616, mod 97)\n"
            + "92:14 /Document/CstmrCdtTrfInitn/PmtInf[1]/CdtTrfTxInf[1]/CdtrAcct/Id/IBAN iban_check_digits: this IBAN has check digits that do not fit (ISO 13616, mod 97)",
    };

    public static TheoryData<string> Names => [.. Files.SampleNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_as_it_stands(string name)
    {
        var file = Files.Read(Files.Sample(name));
        Assert.All(file.Messages, m => Assert.True(m.IsComplete));
        Assert.True(Refused.GetValueOrDefault(name, "") == file.Text, file.Text);
    }

    [Fact]
    public void The_head_of_a_message_says_who_sent_it_to_whom()
    {
        var message = Files.Read(Files.Sample("cbprplus_pacs008_2025.xml")).Messages[0];
        Assert.Equal(("pcs008bzmsgidr-1", "pacs.008.001.08"), (message.Id, message.Type?.Name));
        Assert.Equal(("BRDEROBU", "BTRLRO22"), (message.From?.Bic?.Value, message.To?.Bic?.Value));
        Assert.Equal(new DateTimeOffset(2022, 10, 20, 9, 5, 0, TimeSpan.FromHours(1)), message.Made?.Instant);
        Assert.Equal((1, 1), (message.StatedCount, message.Accepted));
    }
}
