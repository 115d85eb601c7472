using System.Text.Json;
using System.Text.Json.Serialization;
using Onus.Client.Contracts;

namespace Onus.Client.Json;

/// <summary>How the contracts are written as JSON, by client and server alike: camel case, identifiers as UUIDs, instants as
/// RFC 3339, hashes as hexadecimal digits. Null is written: a limit of null is no limit, and one left out is the default.</summary>
/// <remarks>Properties with a default are settable in the contracts: generated code would overwrite an init-only one with
/// null where the JSON leaves it out.</remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32,
    Converters = [typeof(Id128Converter), typeof(Hash256Converter), typeof(LogTimeConverter)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Written))]
[JsonSerializable(typeof(NodeView))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Page<SearchHit>))]
[JsonSerializable(typeof(OpenBookRequest))]
[JsonSerializable(typeof(BookView))]
[JsonSerializable(typeof(Page<BookView>))]
[JsonSerializable(typeof(OpenAccountRequest))]
[JsonSerializable(typeof(ChangeLimitsRequest))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(Page<AccountView>))]
[JsonSerializable(typeof(Page<EntryView>))]
[JsonSerializable(typeof(TransferRequest))]
[JsonSerializable(typeof(TransferAnswer))]
[JsonSerializable(typeof(TransferBatchRequest))]
[JsonSerializable(typeof(TransferBatchAnswer))]
[JsonSerializable(typeof(PostingsRequest))]
[JsonSerializable(typeof(EntryView))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(ProductText))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(DiffRequest))]
[JsonSerializable(typeof(DiffAnswer))]
[JsonSerializable(typeof(EnactRequest))]
[JsonSerializable(typeof(ProductView))]
[JsonSerializable(typeof(ProductVersion))]
[JsonSerializable(typeof(Page<ProductVersion>))]
[JsonSerializable(typeof(CharterAnswer))]
[JsonSerializable(typeof(RegisterActorRequest))]
[JsonSerializable(typeof(AddKeyRequest))]
[JsonSerializable(typeof(GrantRequest))]
[JsonSerializable(typeof(ActorView))]
[JsonSerializable(typeof(Page<ActorView>))]
[JsonSerializable(typeof(Page<GrantView>))]
[JsonSerializable(typeof(Page<ProposalView>))]
[JsonSerializable(typeof(OpenCaseRequest))]
[JsonSerializable(typeof(CaseAnswer))]
[JsonSerializable(typeof(CaseDetail))]
[JsonSerializable(typeof(Page<CaseRow>))]
[JsonSerializable(typeof(Page<TimelineItem>))]
[JsonSerializable(typeof(Page<StepOption>))]
[JsonSerializable(typeof(TakeStepRequest))]
[JsonSerializable(typeof(AnswerRequestRequest))]
[JsonSerializable(typeof(GiveFactsRequest))]
[JsonSerializable(typeof(FileEvidenceRequest))]
[JsonSerializable(typeof(StatementView))]
[JsonSerializable(typeof(ClaimView))]
[JsonSerializable(typeof(ExposureView))]
[JsonSerializable(typeof(Page<ExposureMove>))]
[JsonSerializable(typeof(Page<CapView>))]
[JsonSerializable(typeof(Page<DutyView>))]
[JsonSerializable(typeof(DischargeRequest))]
[JsonSerializable(typeof(Page<RegulatorView>))]
[JsonSerializable(typeof(Page<DecisionRow>))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(Page<ShadowPeriodView>))]
[JsonSerializable(typeof(MessageAnswer))]
[JsonSerializable(typeof(IReadOnlyList<MessageAnswer>))]
[JsonSerializable(typeof(FeedEvent))]
[JsonSerializable(typeof(LogEntryView))]
[JsonSerializable(typeof(ConsistencyView))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class OnusJson : JsonSerializerContext;
