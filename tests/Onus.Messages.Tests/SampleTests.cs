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
        Assert.True(Refused.GetValueOrDefault(name, "") == file.Text, file.Text);
    }
}
