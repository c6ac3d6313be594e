// What people read, in both languages. What has no entry is shown as the server says it, in English.

const zh = {
  'Pictures': '图片', 'Options': '选项', 'Start': '开始', 'Stop': '停止', 'Remove': '移除', 'Jobs': '任务', 'Models': '模型',
  'Language': '语言', 'Theme': '主题', 'as the system': '跟随系统', 'light': '浅色', 'dark': '深色',
  'Skip to the form': '跳到表单', 'Add pictures': '添加图片', 'or drop them here, or paste one': '或者拖到这里，或者粘贴一张',
  'Waiting': '等待中', 'ahead': '个排在前面', 'Working': '进行中', 'left': '剩余', 'Done': '完成', 'Failed': '失败', 'Stopped': '已停止',
  'Results': '结果', 'Save': '保存', 'Use as input': '作为输入', 'Before and after': '前后对比', 'how much is after': '显示多少“之后”',
  'usual': '默认', 'a number': '数字', 'choose': '请选择', 'All details': '全部细节', 'Draw the hole': '画出要填补的部分',
  'Brush': '画笔', 'Eraser': '橡皮', 'Rectangle': '矩形', 'Undo': '撤销', 'Redo': '重做', 'Clear': '清空', 'Width of the brush': '画笔宽度',
  'left edge': '左边', 'top edge': '上边', 'width': '宽', 'height': '高', 'Add the rectangle': '加上这个矩形', 'Use this mask': '使用此蒙版',
  'Take this mask out': '不用此蒙版', 'mask in use': '正在使用蒙版', 'or a mask file': '或者一个蒙版文件', 'Key': '密钥', 'Enter': '进入',
  'This server asks for a key.': '此服务器需要密钥。', 'Open': '打开', 'Go on': '继续', 'kind': '种类', 'state': '状态', 'begun': '开始时间',
  'Nothing yet.': '还没有。', 'name': '名称', 'what it is': '说明', 'queued': '等待', 'running': '进行中', 'done': '完成', 'failed': '失败',
  'cancelled': '已停止', 'uploading': '正在上传', 'none of these': '都不是', 'a file': '文件', 'the built-in set': '内置数据集',
  'How programs ask': '程序接口说明', 'seconds': '秒', 'minutes': '分钟',
  'Make': '生成', 'Repair': '修复', 'Understand': '理解', 'Faces': '人脸', 'Find': '查找', 'Labels': '标识', 'Learn': '学习', 'More': '其他',
};

// Kinds of job: title in both languages, and the group they stand in.
export const kinds = {
  generate: ['Generate', '生成图片', 'Make'], animate: ['Animate', '生成动画', 'Make'], project: ['Project', '投影到潜空间', 'Make'],
  restore: ['Restore', '修复', 'Repair'], enhance: ['Enhance', '增强与放大', 'Repair'],
  recognize: ['Recognise', '识别', 'Understand'], explain: ['Explain', '解释分类结果', 'Understand'],
  directions: ['Directions', '可编辑的方向', 'Understand'], plates: ['Licence plates', '车牌', 'Understand'], text: ['Text', '文字', 'Understand'],
  'faces-detect': ['Find faces', '检测人脸', 'Faces'], 'faces-blur': ['Cover faces', '遮盖人脸', 'Faces'], 'faces-crop': ['Cut out faces', '裁出人脸', 'Faces'],
  index: ['Index', '建立索引', 'Find'], search: ['Search', '以图搜图', 'Find'], duplicates: ['Duplicates', '查找重复', 'Find'], clusters: ['Groups', '分组', 'Find'],
  'label-read': ['Read labels', '读取标识', 'Labels'], 'label-verify': ['Verify labels', '验证标识', 'Labels'], 'label-write': ['Write labels', '写入标识', 'Labels'],
  train: ['Train', '训练', 'Learn'], evaluate: ['Evaluate', '评估', 'Learn'],
};

// What each kind is for, in Chinese; the server says it in English.
const abouts = {
  generate: '用训练好的生成器画出新图片。', animate: '在生成器的图片之间往返，做成动画。', project: '找出生成器中最接近给定图片的图，以及它的潜在点。',
  restore: '去除噪声、JPEG 块效应、划痕和模糊，并填补缺损。', enhance: '放大图片，把光线和色彩调到最好看的状态。',
  recognize: '说出图片里是什么，以及有多大把握。', explain: '分类器看了图片的哪里，以及什么与它的答案相悖。', directions: '生成器的图片可以朝哪些方向改变。',
  'faces-detect': '找出图片中的人脸。', 'faces-blur': '让图片中的人脸无法辨认。', 'faces-crop': '裁出每张图片里最大的人脸并摆正。',
  index: '为图片建立可搜索的索引。', search: '找出与某张图片相像的图片。', duplicates: '找出相同或几乎相同的图片。', clusters: '把相像的图片分组。',
  'label-read': '图片自己说明的来源。', 'label-verify': '图片的标识是否有效，之后是否被改动过。', 'label-write': '在图片中写入“由生成而来”的标识。',
  train: '用图片训练网络；中途停止后可以继续。', evaluate: '生成图离真实图片有多远，或者分类器有多准。',
};

export const groups = ['Repair', 'Understand', 'Faces', 'Make', 'Find', 'Labels', 'Learn', 'More'];

const options = {
  denoise: '去噪强度', jpeg: '去除 JPEG 块效应', deblur: '去轻微模糊', strength: '改变多少', scratches: '划痕', old_photo: '老照片全套处理',
  sepia: '色调', fill: '蒙版', fill_transparent: '填补透明部分', fill_color: '填补这种颜色', models: '模型', model: '模型', seed: '随机种子',
  scale: '放大倍数', detail: '细节', light: '光线', color: '色彩', contrast: '对比度', white_balance: '白平衡', what: '识别什么', top: '列出几类',
  threshold: '阈值', draw: '另存标注图', class: '类别', method: '方法', n: '数量', truncation: '截断', grid: '拼成一张', format: '格式',
  points: '经过几张', frames: '每段帧数', fps: '每秒帧数', steps: '步数', attributes: '属性', cover: '遮盖方式', plates: '也遮盖车牌', index: '索引', matches: '找几张',
  bits: '允许相差的位数', clusters: '组数', certainty: '确定程度', composite: '仅部分生成', producer: '生成者', produce_id: '生成编号',
  propagator: '传播者', propagate_id: '传播编号', data: '图片', task: '训练什么', size: '尺寸', fit: '适配方式', budget: '时间预算', images: '看多少图片',
  precision: '精度', threads: '线程', from: '从此模型开始', data_licence: '图片的许可', recipe: '配方', classes: '学习类别', mirror: '镜像',
  augment: '增强', batch: '批大小', stop_early: '提前停止', like: '相似于', latent: '潜在点', directions: '方向', edits: '编辑', visible_label: '可见标识',
  country: '国家', reader: '读取方式',
};

let language = 'en';

export const speak = chosen => { language = chosen; };
export const t = text => (language === 'zh' ? zh[text] ?? text : text);
export const title = kind => kinds[kind]?.[language === 'zh' ? 1 : 0] ?? kind;
export const about = kind => (language === 'zh' ? abouts[kind.name] ?? kind.about : kind.about);
export const group = kind => kinds[kind]?.[2] ?? 'More';
export const option = name =>
  language === 'zh' && options[name] ? options[name] : name.replaceAll('_', ' ');

export function duration(seconds) {
  return seconds < 90 ? Math.max(1, Math.round(seconds)) + ' ' + t('seconds') : Math.round(seconds / 60) + ' ' + t('minutes');
}
