using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Client.Tests;

public sealed class JsonTests
{
    public static TheoryData<string> Contracts => [.. typeof(Problem).Assembly.GetExportedTypes()
        .Where(t => t.Namespace == typeof(Problem).Namespace && !t.IsGenericType).Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_contract_is_written_by_generated_code(string name)
    {
        var type = typeof(Problem).Assembly.GetType($"{typeof(Problem).Namespace}.{name}")!;
        Assert.NotNull(OnusJson.Default.GetTypeInfo(type));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void What_has_a_default_is_settable_for_generated_code_would_overwrite_it_with_null(string name)
    {
        var type = typeof(Problem).Assembly.GetType($"{typeof(Problem).Namespace}.{name}")!;
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).Single();
        var fresh = constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
        var parameters = constructor.GetParameters().Select(p => p.Name).ToHashSet();
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !parameters.Contains(p.Name)))
        {
            var isInitOnly = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
            var isDefault = Equals(property.GetValue(fresh), property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null);
            Assert.True(!isInitOnly || isDefault, $"{name}.{property.Name}");
        }
    }

    [Fact]
    public void A_limit_left_out_is_never_negative_and_a_limit_of_null_is_none()
    {
        var left = JsonSerializer.Deserialize("""{"account":"a","book":"b"}""", OnusJson.Default.OpenAccountRequest)!;
        Assert.Equal("0", left.DebitLimit);
        var none = JsonSerializer.Deserialize("""{"account":"a","book":"b","debitLimit":null}""", OnusJson.Default.OpenAccountRequest)!;
        Assert.Null(none.DebitLimit);
        Assert.Equal(none, JsonSerializer.Deserialize(JsonSerializer.Serialize(none, OnusJson.Default.OpenAccountRequest), OnusJson.Default.OpenAccountRequest));
    }

    [Fact]
    public void Identifiers_instants_and_hashes_are_text_and_go_both_ways()
    {
        var written = new Written("Accepted", 7, new LogTime(1_700_000_000_123_456_789), Id128.Parse("019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"));
        var json = JsonSerializer.Serialize(written, OnusJson.Default.Written);
        Assert.Equal("""{"outcome":"Accepted","index":7,"time":"2023-11-14T22:13:20.123456789Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""", json);
        Assert.Equal(written, JsonSerializer.Deserialize(json, OnusJson.Default.Written));
        var replay = new ReplayAnswer(1, true, Hash256.EmptyRoot, Hash256.EmptyRoot, null);
        Assert.Equal(replay, JsonSerializer.Deserialize(JsonSerializer.Serialize(replay, OnusJson.Default.ReplayAnswer), OnusJson.Default.ReplayAnswer));
    }

    [Theory]
    [InlineData("""{"outcome":"A","index":7,"time":"yesterday","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""")]
    [InlineData("""{"outcome":"A","index":7,"time":"2023-11-14T22:13:20Z","command":"{019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8}"}""")]
    [InlineData("""{"outcome":"A","index":7,"time":"2023-11-14T22:13:20Z","command":7}""")]
    [InlineData("""{"outcome":"A","index":-7,"time":"2023-11-14T22:13:20Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""")]
    [InlineData("""{"outcome":"A","index":"7","time":"2023-11-14T22:13:20Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""")]
    [InlineData("""{"outcome":null,"index":7,"time":"2023-11-14T22:13:20Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""")]
    [InlineData("""{"index":7,"time":"2023-11-14T22:13:20Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8"}""")]
    [InlineData("""{"outcome":"A","index":7,"time":"2023-11-14T22:13:20Z","command":"019ab2c4-5d6e-7f80-8192-a3b4c5d6e7f8-and-much-more"}""")]
    public void Anything_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, OnusJson.Default.Written));

    [Fact]
    public void A_hash_that_is_none_is_refused() => Assert.Throws<JsonException>(() =>
        JsonSerializer.Deserialize("""{"entry":1,"isSame":true,"recorded":"00","replayed":"zz","difference":null}""", OnusJson.Default.ReplayAnswer));
}
