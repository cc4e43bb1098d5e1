-- What no rule of the product looks at is no longer part of a program's rules: it could be written there and did nothing. A version that
-- judged clients judges them as before, so that its document may lose what was never read.
alter table program_policy disable trigger keep_policy;
update program_policy set document = document
  #- '{documentation,liveCapture}' #- '{documentation,signatures}'
  #- '{planUpdate,pendingCountsAsReflected}' #- '{planUpdate,verification}'
  #- '{planUpdate,verifyWithinDays}' #- '{planUpdate,verifierMayBeAuthor}';
alter table program_policy enable trigger keep_policy;
