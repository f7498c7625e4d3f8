export const togetherText = {
  'together.title': 'You and {name}',
  'together.ofTwo': 'The two of you',
  'together.link': 'What you have done together',
  'together.private': 'Only you and {name} can see this page. It is the same for both of you.',
  'together.steps': 'Small steps',
  'together.underWay': 'Under way since {day}',
  'together.done': 'Done {day}',
  'together.changed': 'Turned into something else {day}',
  'together.stopped': 'Ended {day}',
  'together.rounds': 'Questions you both answered',
  'together.roundOpen': 'Open until {day}',
  'together.roundOver': 'Ended {day}',
  'together.thanks': 'Thanks between you',
  'together.thanksHelped': 'It helped: {helped}',
  'together.spaces': 'Spaces you share',
  'together.nothing': 'Nothing yet',
  'together.nothingWords':
    'What the two of you do here will stand on this page: small steps, questions you both answer, thanks. A first step can take half an hour.',
  'together.start': 'Propose a small step',
  'together.next': 'One small step',
  'together.notNow': 'Not now',
  'together.free': 'Either of you can say no, and nobody is told.',
  'together.notchUp': 'Another small step with {name}',
  'together.notchUpBecause':
    'The two of you finished ‘{because}’. The next one could go one notch further, on one point only.',
  'together.notchUpDo': 'Look at it',
  'together.again': 'Something of the same size with {name}',
  'together.againBecause':
    'The two of you had ‘{because}’, and the plan changed on the way. That is a good place to go on from.',
  'together.againDo': 'Look at it',
  'together.thirdPerson': 'Bring in {name}',
  'together.thirdPersonBecause':
    'You finished ‘{because}’ with others, and you have worked with {name} too. The next one could be for all of you.',
  'together.thirdPersonDo': 'Look at it',
  'together.offerForAsk': 'Ask {name} about it',
  'together.offerForAskBecause':
    '‘{because}’ is what {name} can bring, and you would like to learn something like it.',
  'together.offerForAskDo': 'Propose half an hour',
  'together.firstStep': 'A first small step with {name}',
  'together.firstStepBecause':
    'You are both in {because} and have not done anything together here yet. Half an hour is enough to begin.',
  'together.firstStepDo': 'Propose half an hour',
} as const;
