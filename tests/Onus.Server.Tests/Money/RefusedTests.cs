namespace Onus.Server.Tests.Money;

/// <summary>A bad request for each way in which a book or a transfer can be one, and that each is refused with its place.</summary>
public sealed class RefusedTests(MoneyFixture fixture) : IClassFixture<MoneyFixture>
{
    [Theory]
    [InlineData("""{"book":"x","unit":"PTS"}""", 400, null, "/digits")]
    [InlineData("""{"book":"x","unit":"pts","digits":0}""", 400, "UnitMalformed", null)]
    [InlineData("""{"book":"x","unit":"PTS","digits":31}""", 400, "DigitsOutOfRange", null)]
    [InlineData("""{"book":"x","unit":"PTS","digits":-1}""", 400, null, "/digits")]
    [InlineData("""{"book":"","unit":"CNY"}""", 400, null, "/book")]
    [InlineData("""{"book":"cny","unit":"CNY"}""", 422, "BookExists", null)]
    [InlineData("""{"unit":"CNY"}""", 400, null, null)]
    [InlineData("""{"book":"x","unit":"CNY","limit":1}""", 400, null, "/limit")]
    [InlineData("""{"book":"x","book":"y","unit":"CNY"}""", 400, null, null)]
    [InlineData("""{"book":"x","unit":7}""", 400, null, "/unit")]
    [InlineData("""{"book":"x",""", 400, null, null)]
    [InlineData("", 400, null, null)]
    public async Task A_book_that_cannot_be_opened_is_refused_with_the_place(string body, int status, string? outcome, string? pointer)
    {
        var problem = (await TestNode.SendAsync(fixture.Money.Node.Alice, HttpMethod.Post, "/v1/books", body)).Refusal(status, outcome);
        if (pointer is not null) Assert.Equal(pointer, problem.Pointer);
    }

    [Theory]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1.234"}""", 400, null, "/amount")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"-1"}""", 400, null, "/amount")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1e3"}""", 400, null, "/amount")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":1}""", 400, null, "/amount")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"0"}""", 400, "AmountMustNotBeZero", null)]
    [InlineData("""{"debit":"outside","credit":"outside","amount":"1"}""", 400, "AccountsMustDiffer", null)]
    [InlineData("""{"credit":"outside","amount":"1"}""", 400, "DebitMustNotBeZero", null)]
    [InlineData("""{"debit":"nobody","credit":"outside","amount":"1.50"}""", 422, "DebitNotFound", null)]
    [InlineData("""{"debit":"nobody","credit":"neither","amount":"1.50"}""", 422, "DebitNotFound", null)]
    [InlineData("""{"debit":"outside","credit":"nobody","amount":"1"}""", 422, "CreditNotFound", null)]
    [InlineData("""{"act":"Lapse","debit":"outside","credit":"shop","amount":"1"}""", 400, null, "/act")]
    [InlineData("""{"act":"Steal","debit":"outside","credit":"shop","amount":"1"}""", 400, null, "/act")]
    [InlineData("""{"act":"Capture"}""", 400, "TargetMissing", null)]
    [InlineData("""{"act":"Void","target":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""", 422, "TargetNotFound", null)]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1","linked":true}""", 400, "ChainOpen", null)]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1","code":65536}""", 400, null, "/code")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1","term":"Most"}""", 400, null, "/term")]
    [InlineData("""{"act":"Hold","debit":"outside","credit":"shop","amount":"1","timeoutSeconds":18446744073709551615}""", 400, null, "/timeoutSeconds")]
    [InlineData("""{"act":"Import","debit":"outside","credit":"shop","amount":"1"}""", 400, "EffectiveMissing", null)]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"99999999999999999999999999999999999999999999999"}""", 400, null, "/amount")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1","id":"0"}""", 400, null, "/id")]
    [InlineData("""{"debit":"outside","credit":"shop","amount":"1","id":"00000000-0000-4000-8000-000000000001"}""", 400, "IdMustBeVersion7", null)]
    [InlineData("[]", 400, null, null)]
    [InlineData("null", 400, null, null)]
    public async Task A_transfer_that_cannot_be_is_refused_with_the_place(string body, int status, string? outcome, string? pointer)
    {
        var problem = (await TestNode.SendAsync(fixture.Money.Node.Alice, HttpMethod.Post, "/v1/transfers", body)).Refusal(status, outcome);
        if (pointer is not null) Assert.Equal(pointer, problem.Pointer);
    }
}
